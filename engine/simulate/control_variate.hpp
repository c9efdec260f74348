// A control variate: a figure is simulated beside another whose exact mean is known. Chance that
// lifts one lifts the other, so that taking away the control's known error leaves the figure's mean
// and little of its noise (Lavenberg and Welch 1981, Management Science 27:322).
#pragma once

#include <span>

namespace careshed {

/// How much a figure changes with its control, from replicates of many configurations, each about
/// its own mean.
class PooledSlope {
  public:
    /// Replicates of one configuration, pair by pair.
    void add(std::span<const double> figure, std::span<const double> control);
    PooledSlope& operator+=(const PooledSlope& other);
    /// 1 where no control varied: figure and control are then taken to be the same.
    [[nodiscard]] double value() const { return squares_ > 0 ? products_ / squares_ : 1; }

  private:
    double products_ = 0, squares_ = 0;
};

/// A figure without the error that its control is seen to have.
[[nodiscard]] constexpr double controlled(double figure, double control, double exact,
                                          double slope) {
    return figure - slope * (control - exact);
}

} // namespace careshed
