// The tables of `careshed simulate`. Baseline deaths by area, month and group follow from recorded
// deaths, so they are pooled over the run's years and stand in steps that are worth 11 recorded
// deaths; small ones are hidden together with the site's changes there.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "engine/outcomes/summary.hpp"
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

/// What decides how the city's figures are printed, in files and on screens alike.
struct ShownFigures {
    double recorded = 0; ///< deaths in the fitted years, which all figures are in proportion to
    bool is_internal = false;
    double nearby = 0; ///< the same in reach of the site, which its deaths averted grow with
    std::array<double, kFigures.size()> steps{}; ///< of the site's change; as kFigures, 0: as it is
    /// Of a change of this size: deaths have no part that follows from the use of the site.
    [[nodiscard]] double step_of(const Figure& figure, double change) const;
};
/// `is_internal` lifts steps and suppression.
[[nodiscard]] ShownFigures shown_figures(const SimulatedSite& simulated, bool is_internal);
/// A figure over draws as it may be printed: of an arm, with the recorded deaths in steps; nothing
/// where these are few. The difference in its own steps.
[[nodiscard]] std::optional<Summary> published_summary(const Arrangement& arrangement,
                                                       const Figure& figure, ShownArm arm,
                                                       const ShownFigures& shown);
/// A sampled year's count, likewise.
[[nodiscard]] std::optional<double> published_count(double count, const ShownFigures& shown);
/// Outcomes, years, months, areas, one table a group column, and the score of held-out years.
/// `is_internal` lifts the suppression.
[[nodiscard]] std::vector<Sheet> arrangement_sheets(const SimulatedSite& simulated,
                                                    bool is_internal);

} // namespace careshed
