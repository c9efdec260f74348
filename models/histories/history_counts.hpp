// Event counts of histories under an arm, summed in whole units so that the order of a sum never
// matters.
#pragma once

#include <array>
#include <cstdint>

#include "models/expected/site_figures.hpp"

namespace careshed {

/// Expected events, in units of 2^-44.
using EventUnits = std::int64_t;
[[nodiscard]] EventUnits event_units(double events);
[[nodiscard]] double events_of(EventUnits units);

/// Expected events of histories over the run.
template <class Number> struct HistoryFigures {
    std::array<Number, kSettings> deaths{}; ///< by the setting where the overdose began
    Number overdoses = 0;                   ///< life-threatening, anywhere
    Number runs = 0;                        ///< ambulances away from a site
    Number deaths_after_release = 0;        ///< of all deaths, in a window of risk after release
    /// As simulated: survivors stay at risk, so that their later deaths and runs count against the
    /// site, in the setting from which the supervised use was moved.
    SiteFigures<Number> simulated;
    /// As the analytic expectation counts: the same overdoses, at their weight without any site,
    /// times SimulatedPerson::direct_scale. Its mean is known, but for windows of risk, which enter
    /// the long run by their mean (about one part in a thousand).
    SiteFigures<Number> direct;
    bool operator==(const HistoryFigures&) const = default;
};

/// Calls change(a, b) for each figure of one and the same of the other.
template <class A, class B, class Change>
void for_each_figure(std::array<A, kSettings>& a, const std::array<B, kSettings>& b,
                     Change&& change) {
    for (std::size_t s = 0; s < kSettings; ++s)
        change(a[s], b[s]);
}
template <class A, class B, class Change>
void for_each_figure(SiteFigures<A>& a, const SiteFigures<B>& b, Change&& change) {
    for_each_site_figure([&](FigureKind, A& one, const B& other) { change(one, other); }, a, b);
}
template <class A, class B, class Change>
void for_each_figure(HistoryFigures<A>& a, const HistoryFigures<B>& b, Change&& change) {
    for_each_figure(a.deaths, b.deaths, change);
    change(a.overdoses, b.overdoses);
    change(a.runs, b.runs);
    change(a.deaths_after_release, b.deaths_after_release);
    for_each_figure(a.simulated, b.simulated, change);
    for_each_figure(a.direct, b.direct, change);
}

/// Events a year, from counts over `years`.
[[nodiscard]] SiteFigures<double> yearly(const SiteFigures<EventUnits>& counts, double years);

using HistoryCounts = HistoryFigures<EventUnits>;
HistoryCounts& operator+=(HistoryCounts& one, const HistoryCounts& other);
HistoryCounts& operator-=(HistoryCounts& one, const HistoryCounts& other);

/// Deaths averted in both settings.
[[nodiscard]] constexpr EventUnits all_averted(const SiteFigures<EventUnits>& figures) {
    return figures.deaths_averted[kPrivate] + figures.deaths_averted[kPublic];
}

} // namespace careshed
