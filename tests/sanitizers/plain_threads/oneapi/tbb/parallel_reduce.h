// Stands in for oneTBB under ThreadSanitizer: a sum whose runs are added on several threads and
// joined in oneTBB's tree of halves. Why it stands in: see parallel_for.h.
#pragma once

#include <iterator>
#include <vector>

#include "blocked_range.h"
#include "parallel_for.h"

namespace tbb {

template <class Range> void append_runs(const Range& range, std::vector<Range>& runs) {
    if (!range.is_divisible()) {
        runs.push_back(range);
        return;
    }
    append_runs(range.lower_half(), runs);
    append_runs(range.upper_half(), runs);
}

/// Takes the runs' values in their order, one a leaf of the tree.
template <class Range, class Leaf, class Join>
std::iter_value_t<Leaf> join_halves(const Range& range, Leaf& leaf, const Join& join) {
    if (!range.is_divisible())
        return *leaf++;
    const auto lower = join_halves(range.lower_half(), leaf, join);
    return join(lower, join_halves(range.upper_half(), leaf, join));
}

template <class Range, class Value, class Sum, class Join>
Value parallel_deterministic_reduce(const Range& whole, const Value& zero, const Sum& sum_run,
                                    const Join& join) {
    std::vector<Range> runs;
    append_runs(whole, runs);
    std::vector<Value> sums(runs.size(), zero);
    parallel_for(std::size_t{0}, runs.size(),
                 [&](std::size_t i) { sums[i] = sum_run(runs[i], sums[i]); });
    auto leaf = sums.cbegin();
    return join_halves(whole, leaf, join);
}

} // namespace tbb
