// How alike two rankings of the same sites are, over all of them and at the top.
#pragma once

#include <vector>

namespace careshed {

/// Spearman rank correlation, -1 to 1, with mid-ranks for ties; NaN when a side is constant. Throws
/// an internal Error when the two have different sizes.
[[nodiscard]] double rank_correlation(const std::vector<double>& a, const std::vector<double>& b);
/// How many of the k largest of a are among the k largest of b (ties by row). Throws an internal
/// Error when the two have different sizes.
[[nodiscard]] int top_overlap(const std::vector<double>& a, const std::vector<double>& b, int k);

} // namespace careshed
