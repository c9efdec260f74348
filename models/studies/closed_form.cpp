#include "models/studies/closed_form.hpp"

namespace careshed {

ClosedForm::ClosedForm(const ExpectedStudy& expected, const LivedWorlds& lived)
    : expected_(expected), sites_(lived.sites()),
      uses_(expected.by_decay[0].outcome("uses_a_day")) {}

SiteLane ClosedForm::lane(DrawId draw, std::size_t decay, std::size_t site,
                          const HorizonOfUse& use) const {
    const std::vector<double> values = expected_.by_decay[decay].values(sites_[site], draw);
    const double served = values[uses_] > 0 ? use.uses_a_day / values[uses_] : 0;
    SiteLane lane{outcome_rows().figures(values),
                  expected_.groups_by_decay[decay].values(sites_[site], draw)};
    for_each_site_figure([served](FigureKind, double& figure) { figure *= served; }, lane.site);
    for (double& deaths : lane.groups)
        deaths *= served;
    return lane;
}

double ClosedForm::deaths_averted(DrawId draw, std::size_t decay, std::size_t site,
                                  const HorizonOfUse& use) const {
    return total(lane(draw, decay, site, use).site, kDeaths);
}

} // namespace careshed
