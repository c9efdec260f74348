// Deaths averted by each site in each world of each draw, with the chance taken out that the closed
// form knows of: how much chance is left in the difference between the two best sites, and whether
// what was counted as direct agrees with its formula.
#pragma once

#include <array>
#include <vector>

#include "engine/simulate/replicates.hpp"
#include "models/studies/closed_form.hpp"
#include "models/studies/draw_worlds.hpp"

namespace careshed {

struct MeanAndError {
    double mean = 0, error = 0; ///< standard error
};
/// Of independent values, at least one.
[[nodiscard]] MeanAndError mean_and_error(const std::vector<double>& values);

/// How much of what differs between draws is chance inside them.
struct Chance {
    std::vector<ReplicatedDraw> draws;
    double all_variance = 0; ///< of the draws' means, chance included
    [[nodiscard]] double variance() const { return mean_error_variance(draws); }
    [[nodiscard]] double share() const { return all_variance > 0 ? variance() / all_variance : 0; }
};

/// Under one decay set. `draws` must outlive it.
class ControlledDeaths {
  public:
    ControlledDeaths(const std::vector<DrawWorlds>& draws, const std::vector<Slopes>& slopes,
                     const ClosedForm& closed_form, std::size_t decay);

    /// Chance in the difference between the two best sites (or in the only site's benefit).
    [[nodiscard]] Chance chance() const;

    /// Direct deaths averted by all sites beside their formula, over draws: a ratio.
    [[nodiscard]] MeanAndError control() const;

  private:
    /// The two sites with the most deaths averted, mean over draws; one twice if alone.
    [[nodiscard]] std::array<std::size_t, 2> top_two() const;
    [[nodiscard]] double averted(std::size_t draw, std::size_t world, std::size_t site) const;

    const std::vector<DrawWorlds>& draws_;
    std::vector<double> slope_; ///< by site
    std::size_t decay_;
    std::size_t sites_;
    std::vector<double> exact_; ///< by draw, then site
};

} // namespace careshed
