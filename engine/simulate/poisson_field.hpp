// A Poisson field over (time, rate), unit intensity: the random numbers of one event process of one
// person. A process of rate r(t) has its events at the field's points below r(t), so raising a rate
// adds events and moves none. Cut into rate strips, each into cells of half a point on average, so
// that the work follows the points needed; every cell is drawn by its own key. Cost: about 15 ns
// for four cells and 15 ns a point.
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

/// From `time` on, a rate is `ratio` times its usual level.
struct RateStep {
    double time = 0, ratio = 1;
};

/// Fields reach back this far before the start, for states that began earlier.
inline constexpr double kFieldPastYears = 1;

/// Points a cell holds on average: strips of all widths share one table.
inline constexpr double kPointsOfACell = 0.5;

class PoissonField {
  public:
    /// Only the low 24 bits of the key's replicate are used. `lowest_strip`, a power of two, is the
    /// width of strip 0: about the usual rates of the event process.
    PoissonField(const DrawKey& key, double lowest_strip)
        : key_(key), lowest_strip_(lowest_strip),
          lowest_cell_years_(kPointsOfACell / lowest_strip) {}

    /// Appends the points with from <= time < to and rate < ceiling, in order of time. Throws a run
    /// Error where a field of this length has no room for such rates (millions a year).
    void append_points(double from, double to, double ceiling,
                       std::vector<FieldPoint>& points) const;

    /// The same below a ceiling that changes: base x ratio, from each step's time to the next's and
    /// from the last to `to`. May append points above it as well, as far as their strip reaches;
    /// the order is any.
    void append_below(std::span<const RateStep> steps, double base, double to,
                      std::vector<FieldPoint>& points) const;

  private:
    struct Strip {
        std::uint32_t number = 0;
        double low = 0, width = 1;
        double cell_years = kPointsOfACell; ///< of width 1; powers of two, so that all are exact
    };
    class StripCells;

    DrawKey key_;
    double lowest_strip_, lowest_cell_years_;
};

/// In order of time; points at one time by rate.
void sort_by_time(std::span<FieldPoint> points);

/// Uniform in (0, 1) from 32 bits.
[[nodiscard]] constexpr double uniform_of(std::uint32_t bits) {
    return (static_cast<double>(bits) + 0.5) * 0x1p-32;
}

} // namespace careshed
