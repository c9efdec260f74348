// Effects of sites by figure, under the same names in simulated replications and in the analytic
// expectation, so that no position in a row of numbers is hard-coded. A new figure is added to the
// struct, to for_each_site_figure, and as one row of models/studies/outcome_list.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "models/expected/study_population.hpp"

namespace careshed {

/// Effects of the sites that an arm opens. By setting: the one a use was moved from.
template <class Number> struct SiteFigures {
    std::array<Number, kSettings> deaths_averted{};
    Number overdoses_on_site = 0; ///< life-threatening
    Number runs_averted = 0;      ///< ambulances away from a site
    bool operator==(const SiteFigures&) const = default;
};

/// Figures that share a control-variate slope on the analytic expectation.
enum FigureKind : std::uint8_t { kDeaths, kOverdosesOnSite, kRuns, kFigureKinds };

/// Calls visit(kind, figure of each...) for every figure, in the order in which they are kept.
template <class Visit, class... Figures>
constexpr void for_each_site_figure(Visit&& visit, Figures&&... of) {
    for (std::size_t s = 0; s < kSettings; ++s)
        visit(kDeaths, of.deaths_averted[s]...);
    visit(kOverdosesOnSite, of.overdoses_on_site...);
    visit(kRuns, of.runs_averted...);
}

inline constexpr std::size_t kSiteFigures = [] {
    std::size_t count = 0;
    for_each_site_figure([&](FigureKind, double) { ++count; }, SiteFigures<double>{});
    return count;
}();

/// All figures of a kind together.
[[nodiscard]] constexpr double total(const SiteFigures<double>& figures, FigureKind kind) {
    double sum = 0;
    for_each_site_figure([&](FigureKind of, double figure) { sum += of == kind ? figure : 0; },
                         figures);
    return sum;
}

/// Figures that stand one after another: the first kSiteFigures of `values`.
[[nodiscard]] constexpr SiteFigures<double> read_figures(std::span<const double> values) {
    SiteFigures<double> figures;
    std::size_t place = 0;
    for_each_site_figure([&](FigureKind, double& figure) { figure = values[place++]; }, figures);
    return figures;
}
constexpr void write_figures(const SiteFigures<double>& figures, std::span<double> values) {
    std::size_t place = 0;
    for_each_site_figure([&](FigureKind, double figure) { values[place++] = figure; }, figures);
}

} // namespace careshed
