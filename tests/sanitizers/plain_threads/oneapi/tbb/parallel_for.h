// Stands in for oneTBB under ThreadSanitizer. The distribution's libtbb is not instrumented, so
// that the sanitizer sees none of its synchronisation and takes every correct loop for a race;
// threads that are started and joined here it sees. The preset "tsan" puts this folder first.
#pragma once

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "task_arena.h"

namespace tbb {

/// body(i) for first <= i < last; rethrows the first exception caught.
template <class Index, class Body> void parallel_for(Index first, Index last, const Body& body) {
    std::atomic<Index> next = first;
    std::mutex mutex;
    std::exception_ptr failure;
    const auto work = [&] {
        try {
            // Relaxed, or taking a number would order the loop's turns and hide their races.
            for (Index i = next.fetch_add(1, std::memory_order_relaxed); i < last;
                 i = next.fetch_add(1, std::memory_order_relaxed))
                body(i);
        } catch (...) {
            next.store(last, std::memory_order_relaxed);
            const std::scoped_lock lock(mutex);
            if (!failure)
                failure = std::current_exception();
        }
    };
    std::vector<std::thread> others;
    for (int other = 1; other < arena_width; ++other)
        others.emplace_back(work);
    work();
    for (std::thread& other : others)
        other.join();
    if (failure)
        std::rethrow_exception(failure);
}

} // namespace tbb
