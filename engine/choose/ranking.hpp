// The best site with its P(best), the sites statistically indistinguishable from it, and those
// worse by less than the indifference zone. P(best) is the share of outer draws in which a site has
// the largest expected benefit; ties within a draw are split evenly.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/outcomes/outcomes.hpp"
#include "engine/outcomes/summary.hpp"

namespace careshed {

/// How a site stands against the one of rank 1.
enum class Standing {
    first,  ///< it is the one of rank 1
    tied,   ///< rank 1 better in fewer than 95 % of draws: indistinguishable
    close,  ///< surely worse, but on average by no more than the indifference zone: equally good
    behind, ///< surely worse, and by more than the zone
};

struct RankedSite {
    std::size_t site = 0; ///< row in the table
    Summary benefit;
    double p_best = 0;
    double p_top5 = 0;
    double expected_rank = 0;
    int rank_low = 1; ///< 95 % interval of the rank over draws
    int rank_high = 1;
    double expected_regret = 0; ///< benefit a year lost on average by choosing this site
    /// Group 1 holds the best. A site is distinguished from its group's leader, and starts the next
    /// group, when the leader does better in 95 % of draws and by more than the indifference zone
    /// on average.
    int group = 1;
    /// Against rank 1, also where a site of a later group is too uncertain to be distinguished.
    Standing standing = Standing::first;
};

struct Ranking {
    std::string objective; ///< outcome id
    double indifference = 0;
    std::vector<RankedSite> sites; ///< best first: by mean, ties by site id
    bool has_winner = false;       ///< every other site is behind rank 1
};

/// `indifference` in units of the objective: sites closer than this are as good as each
/// other. Throws an internal Error for sites without a draw.
[[nodiscard]] Ranking rank_sites(const OutcomeTable& table, const std::string& objective,
                                 double indifference);

/// "first", "tied", "close" or "behind", as the tables write it.
[[nodiscard]] std::string standing_name(Standing standing);
/// Places (0 = first) of the sites that stand so, in rank order.
[[nodiscard]] std::vector<std::size_t> places_standing(const Ranking& ranking, Standing standing);

/// Paired difference of two sites in one outcome.
struct PairedDifference {
    std::size_t site = 0, other = 0;
    Summary difference;
    double p_larger = 0; ///< share of draws in which `site` does better, ties counted half
};
/// The best site against every other; differences in the outcome's step.
[[nodiscard]] std::vector<PairedDifference> differences_to_best(const OutcomeTable& table,
                                                                const Ranking& ranking);

} // namespace careshed
