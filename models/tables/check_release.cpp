#include "models/tables/check_release.hpp"

#include <fmt/format.h>

#include "models/studies/prepared_study.hpp"
#include "models/studies/study_diagnostics.hpp"

namespace careshed {

namespace {

/// The reach of demand, known to the models only.
Finding demand_finding(const Scenario& scenario) {
    const double share = demand_cut_off(scenario);
    const double minutes = walk_limit_of(scenario).value() / kDecisecondsAMinute;
    return {
        share > 0.1 ? Finding::Level::warning : Finding::Level::note, "walking",
        fmt::format("people are followed up to {:.0f} minutes on foot; {:.1f} % of demand under "
                    "the {} decay lies beyond, if people were spread evenly",
                    minutes, 100 * share, name_of(scenario.model.decay))};
}

} // namespace

CheckRelease check(const Scenario& scenario, const RunOptions& options) {
    const City city = city_of(scenario, options);
    CheckRelease release{city.name, city.findings, {}};
    release.findings.push_back(demand_finding(scenario));
    for (const RemovedCandidate& removed : city.removed)
        release.removed.push_back(
            {removed.name, removed.reason, removed.feature, removed.distance_m});
    return release;
}

} // namespace careshed
