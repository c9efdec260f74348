// One simulated arrangement: outcomes in the city as it is, and changes by a site, by year, area
// and group, with the spread of a single year's count. Baseline totals follow from recorded deaths,
// so callers must suppress small ones.
#pragma once

#include <optional>
#include <vector>

#include "models/histories/sampled_histories.hpp"
#include "models/studies/paired_experiment.hpp"

namespace careshed {

/// Figures that both arms have, a year.
struct CityFigures {
    double deaths = 0;
    double overdoses = 0; ///< life-threatening
    double ems_runs = 0;  ///< to life-threatening overdoses, and from the site
    double ed_visits = 0;
};

/// Expected figures of one draw: the baseline in the long run, the change as simulated.
struct ArrangementDraw {
    CityFigures baseline;
    CityFigures with_site;               ///< equal to the baseline when there is no site
    std::vector<double> averted_by_year; ///< deaths, expected
    /// Deaths of one sampled future by year of the run, as whole counts.
    std::vector<double> counted_baseline, counted_with_site;
};

struct Arrangement {
    std::vector<ArrangementDraw> draws;
    ArrangementDraw central;
    std::vector<double> deaths_by_area;  ///< baseline, a year, central draw
    std::vector<double> deaths_by_group; ///< baseline, a year, central draw; as City::groups
    std::vector<double> averted_by_area; ///< a year, central draw; zeros without a site
    std::vector<double> averted_by_group;
};

/// `site`: a candidate, or the city as it is alone.
[[nodiscard]] Arrangement simulate_arrangement(const Experiment& experiment,
                                               std::optional<std::size_t> site);

} // namespace careshed
