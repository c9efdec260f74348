// An interval of raised risk after an event of a Poisson process: release, the end of treatment, a
// strong batch. A window runs from the last event; windows of different kinds multiply.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/core/random.hpp"
#include "engine/core/units.hpp"
#include "engine/simulate/poisson_field.hpp"

namespace careshed {

/// Processes of rare events of a person: strips of their fields begin at this width, a year.
inline constexpr double kEventsLowestStrip = 0.5;

struct RiskWindow {
    double events_a_year = 0;
    double years = 0; ///< duration, at most one year
    double ratio = 1; ///< of risk inside to risk outside
    /// Share of time inside, in the long run.
    [[nodiscard]] double share_of_time() const;
    /// Long-run mean of the ratio.
    [[nodiscard]] double mean_ratio() const { return 1 + (ratio - 1) * share_of_time(); }
};

enum class WindowKind : std::uint8_t { release, treatment_end, supply };
inline constexpr std::size_t kWindowKinds = 3;

/// One interval of time inside a window, in years from the start of the run.
struct RaisedRisk {
    double from = 0, to = 0;
    WindowKind kind = WindowKind::release;
};
/// The event process that opens windows of a kind.
struct WindowProcess {
    WindowKind kind = WindowKind::release;
    DrawKey key;
};
/// Appends the intervals of one event process that overlap 0 .. years, ordered and disjoint.
void append_intervals(const RiskWindow& window, const WindowProcess& process, double years,
                      std::vector<RaisedRisk>& intervals);

/// Whether a time lies in an interval of one kind.
[[nodiscard]] bool is_within(const std::vector<RaisedRisk>& intervals, WindowKind kind,
                             double time);

/// Product of the ratios of the windows in a set (bit k: kind k).
using WindowRatios = std::array<double, 1U << kWindowKinds>;
[[nodiscard]] WindowRatios ratios_of(const RiskWindow& release, const RiskWindow& treatment_end,
                                     const RiskWindow& supply);
/// Replaces `changes` by the course of risk over 0 .. years; the first stands at time 0.
void follow_changes(const std::vector<RaisedRisk>& intervals, const WindowRatios& ratios,
                    double years, std::vector<RateStep>& changes);

} // namespace careshed
