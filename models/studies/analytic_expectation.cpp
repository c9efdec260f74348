#include "models/studies/analytic_expectation.hpp"

namespace careshed {

AnalyticExpectation::AnalyticExpectation(const ExpectedStudy& expected,
                                         const SiteReplications& simulated)
    : expected_(expected), sites_(simulated.sites()),
      uses_(expected.by_decay[0].outcome("uses_a_day")) {}

SiteEstimate AnalyticExpectation::estimate(DrawId draw, std::size_t decay, std::size_t site,
                                           const HorizonOfUse& use) const {
    const std::vector<double> values = expected_.by_decay[decay].values(sites_[site], draw);
    const double served = values[uses_] > 0 ? use.uses_a_day / values[uses_] : 0;
    SiteEstimate estimate{outcome_rows().figures(values),
                          expected_.groups_by_decay[decay].values(sites_[site], draw)};
    for_each_site_figure([served](FigureKind, double& figure) { figure *= served; }, estimate.site);
    for (double& deaths : estimate.groups)
        deaths *= served;
    return estimate;
}

double AnalyticExpectation::deaths_averted(DrawId draw, std::size_t decay, std::size_t site,
                                           const HorizonOfUse& use) const {
    return total(estimate(draw, decay, site, use).site, kDeaths);
}

} // namespace careshed
