#include "models/studies/closed_form.hpp"

namespace careshed {

ClosedForm::ClosedForm(const ExpectedStudy& expected, const LivedWorlds& lived)
    : expected_(expected), sites_(lived.sites()), groups_(lived.layout().groups),
      uses_(expected.by_decay[0].outcome("uses_a_day")) {
    for (const char* id : {"deaths_averted_private", "deaths_averted_public", "overdoses_on_site",
                           "ems_runs_averted"})
        columns_.push_back(expected.by_decay[0].outcome(id));
}

std::vector<double> ClosedForm::figures(DrawId draw, std::size_t decay, std::size_t site,
                                        const HorizonOfUse& use) const {
    const OutcomeTable& table = expected_.by_decay[decay];
    const OutcomeTable& of_groups = expected_.groups_by_decay[decay];
    const std::size_t candidate = sites_[site];
    const double uses = table.value(candidate, uses_, draw);
    const double served = uses > 0 ? use.uses_a_day / uses : 0;
    std::vector<double> figures;
    for (const std::size_t column : columns_)
        figures.push_back(served * table.value(candidate, column, draw));
    for (std::size_t group = 0; group < groups_; ++group)
        figures.push_back(served * of_groups.value(candidate, group, draw));
    return figures;
}

double ClosedForm::deaths_averted(DrawId draw, std::size_t decay, std::size_t site,
                                  const HorizonOfUse& use) const {
    const std::vector<double> all = figures(draw, decay, site, use);
    return all[kAvertedPrivate] + all[kAvertedPublic];
}

} // namespace careshed
