// The tables of `careshed simulate`. Baseline deaths by area, month and group follow from recorded
// deaths, so they are pooled over the run's years, and small ones are hidden together with the
// site's changes there.
#pragma once

#include <array>
#include <vector>

#include "engine/report/sheet.hpp"
#include "models/studies/simulated_site.hpp"

namespace careshed {

struct Figure {
    const char* id;
    const char* unit;
    double CityFigures::* value;
};
inline constexpr std::array<Figure, 4> kFigures{
    {{"deaths", "deaths a year", &CityFigures::deaths},
     {"overdoses", "life-threatening overdoses a year", &CityFigures::overdoses},
     {"ems_runs", "runs a year", &CityFigures::ems_runs},
     {"ed_visits", "visits a year", &CityFigures::ed_visits}}};

enum class ShownArm { baseline, with_site, difference };

/// A figure in every draw.
[[nodiscard]] std::vector<double> draws_of(const Arrangement& arrangement, const Figure& figure,
                                           ShownArm arm);

/// Whether baseline figures are left out: fewer deaths are recorded than may be published.
[[nodiscard]] bool hides_baseline(const City& city, bool is_internal);
/// Outcomes, years, months, areas, one table a group column, and the score of held-out years.
/// `is_internal` lifts the suppression.
[[nodiscard]] std::vector<Sheet> arrangement_sheets(const SimulatedSite& simulated,
                                                    bool is_internal);

} // namespace careshed
