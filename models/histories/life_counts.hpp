// What is counted of lives under an arrangement, summed in whole units so that the order of a sum
// never matters.
#pragma once

#include <array>
#include <cstdint>

#include "models/expected/site_figures.hpp"

namespace careshed {

/// Expected events, in units of 2^-44.
using EventUnits = std::int64_t;
[[nodiscard]] EventUnits event_units(double events);
[[nodiscard]] double events_of(EventUnits units);

/// Expected events of some lives over the run.
template <class Number> struct LifeFigures {
    std::array<Number, kSettings> deaths{}; ///< by the setting where the overdose began
    Number overdoses = 0;                   ///< life-threatening, anywhere
    Number runs = 0;                        ///< ambulances away from a site
    Number deaths_after_release = 0;        ///< of all deaths, in a window of risk after release
    /// As lived: whoever is saved stays at risk, so that later deaths and runs of theirs count
    /// against the site, in the setting from which the use that saved them was moved.
    SiteFigures<Number> lived;
    /// As the closed form counts: the same overdoses, with the weight they have where nobody is
    /// saved, times LivePerson::direct_scale. Its expectation is known, but for windows of risk,
    /// which enter the long run by their mean (about one part in a thousand).
    SiteFigures<Number> direct;
    bool operator==(const LifeFigures&) const = default;
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
void for_each_figure(LifeFigures<A>& a, const LifeFigures<B>& b, Change&& change) {
    for_each_figure(a.deaths, b.deaths, change);
    change(a.overdoses, b.overdoses);
    change(a.runs, b.runs);
    change(a.deaths_after_release, b.deaths_after_release);
    for_each_figure(a.lived, b.lived, change);
    for_each_figure(a.direct, b.direct, change);
}

/// Events a year of what was counted over `years`.
[[nodiscard]] SiteFigures<double> yearly(const SiteFigures<EventUnits>& counts, double years);

using LifeCounts = LifeFigures<EventUnits>;
LifeCounts& operator+=(LifeCounts& one, const LifeCounts& other);
LifeCounts& operator-=(LifeCounts& one, const LifeCounts& other);

/// Deaths averted in both settings.
[[nodiscard]] constexpr EventUnits all_averted(const SiteFigures<EventUnits>& figures) {
    return figures.deaths_averted[kPrivate] + figures.deaths_averted[kPublic];
}

} // namespace careshed
