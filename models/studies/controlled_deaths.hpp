// Deaths averted by each site in each replication of each draw, with the analytic expectation as
// control variate: the Monte Carlo error left in the difference between the two best sites, and the
// agreement of direct counts with their exact mean.
#pragma once

#include <array>
#include <vector>

#include "engine/simulate/replicates.hpp"
#include "models/studies/analytic_expectation.hpp"
#include "models/studies/draw_replications.hpp"

namespace careshed {

struct MeanAndError {
    double mean = 0, error = 0; ///< standard error
};
/// Of independent values, at least one.
[[nodiscard]] MeanAndError mean_and_error(const std::vector<double>& values);

/// Monte Carlo variance within draws, beside the variance between draws.
struct Chance {
    std::vector<ReplicatedDraw> draws;
    double all_variance = 0; ///< of the draws' means, chance included
    [[nodiscard]] double variance() const { return mean_error_variance(draws); }
    [[nodiscard]] double share() const { return all_variance > 0 ? variance() / all_variance : 0; }
};

/// Under one decay set. `draws` must outlive it.
class ControlledDeaths {
  public:
    ControlledDeaths(const std::vector<DrawReplications>& draws, const std::vector<Slopes>& slopes,
                     const AnalyticExpectation& analytic, std::size_t decay);

    /// Monte Carlo variance of the difference between the two best sites (or in the only site's
    /// benefit).
    [[nodiscard]] Chance chance() const;

    /// Ratio of direct deaths averted by all sites to their exact mean, over draws.
    [[nodiscard]] MeanAndError control() const;

  private:
    /// The two sites with the most deaths averted, mean over draws; one twice if alone.
    [[nodiscard]] std::array<std::size_t, 2> top_two() const;
    [[nodiscard]] double averted(std::size_t draw, std::size_t replication, std::size_t site) const;

    const std::vector<DrawReplications>& draws_;
    std::vector<double> slope_; ///< by site
    std::size_t decay_;
    std::size_t sites_;
    std::vector<double> exact_; ///< by draw, then site
};

} // namespace careshed
