// The only place that starts threads. Results never depend on how many there are:
// each index writes its own slot, and reductions combine in a fixed shape.
#pragma once

#include <cstddef>
#include <functional>
#include <type_traits>
#include <vector>

namespace careshed {

/// How many threads a run may use; 0 means all of the machine's.
struct Threads {
    int count = 0;
};

/// Calls body(i) for every i < n, in any order, on at most `threads` threads. If any throws, the
/// exception of the smallest such i is rethrown once all have stopped: the one a plain loop meets.
/// An interrupted run (engine/core/interrupt) fails at each index that it has not begun. Throws a
/// resource Error where the system does not give so many threads.
void for_each_index(std::size_t n, Threads threads, const std::function<void(std::size_t)>& body);

/// results[i] = f(i).
template <class T, class F>
[[nodiscard]] std::vector<T> parallel_map(std::size_t n, Threads threads, F&& f) {
    static_assert(!std::is_same_v<T, bool>, "slots of vector<bool> share bytes: map to char");
    std::vector<T> results(n);
    for_each_index(n, threads, [&](std::size_t i) { results[i] = f(i); });
    return results;
}

/// Sum of term(i) over i < n, in pairs of a fixed tree (oneTBB parallel_deterministic_reduce):
/// the same bits at any thread count.
[[nodiscard]] double deterministic_sum(std::size_t n, Threads threads,
                                       const std::function<double(std::size_t)>& term);

} // namespace careshed
