// A Poisson field over (time, rate), unit intensity: the chance behind one clock of one person. A
// process whose rate is r(t) happens at the field's points below r(t), so raising a rate adds
// events and moves none. Cut into rate strips, each into cells of half a point on average, so that
// the work follows the points needed; every cell is drawn by its own key. Cost: about 15 ns for
// four cells and 15 ns a point.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/random.hpp"

namespace careshed {

/// Times are in years from the start of the run, rates a year.
struct FieldPoint {
    double time = 0;
    double rate = 0; ///< the point's height: it counts where the process is faster
    /// Two more uniform draws, for what happens there.
    std::array<std::uint32_t, 2> marks{};
};

/// Fields reach back this far before the start, for states that began earlier.
inline constexpr double kFieldPastYears = 1;

class PoissonField {
  public:
    /// Only the low 24 bits of the key's replicate are used. `lowest_strip`, a power of two, is the
    /// width of strip 0: about the rates that are usual for the clock.
    PoissonField(const DrawKey& key, double lowest_strip)
        : key_(key), lowest_strip_(lowest_strip) {}

    /// Appends the points with from <= time < to and rate < ceiling, in order of time. Throws a run
    /// Error where a field of this length has no room for such rates (millions a year).
    void append_points(double from, double to, double ceiling,
                       std::vector<FieldPoint>& points) const;

    /// Appends all points of the strips that begin at or above `floor` and below `ceiling`, in any
    /// order, and returns the upper edge of the last: the floor of a later, higher call.
    double append_strips(double from, double to, double floor, double ceiling,
                         std::vector<FieldPoint>& points) const;

  private:
    struct Strip {
        std::uint32_t number = 0;
        double low = 0, width = 1;
    };
    void append_strip(const Strip& strip, double from, double to,
                      std::vector<FieldPoint>& points) const;

    DrawKey key_;
    double lowest_strip_;
};

/// In order of time; points at one time by rate.
void sort_by_time(std::span<FieldPoint> points);

/// Uniform in (0, 1) from 32 bits.
[[nodiscard]] constexpr double uniform_of(std::uint32_t bits) {
    return (static_cast<double>(bits) + 0.5) * 0x1p-32;
}

} // namespace careshed
