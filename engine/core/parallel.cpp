#include "engine/core/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <iterator>
#include <latch>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_reduce.h>
#include <oneapi/tbb/task_arena.h>

#include "engine/core/error.hpp"
#include "engine/core/interrupt.hpp"

namespace careshed {

namespace {

/// Terms summed one after another before the tree of pairs begins. Part of the result's bits.
constexpr std::size_t kTermsInARun = 512;

/// Threads a run can have on a machine of fewer cores; TBB makes only those that are asked for.
constexpr std::size_t kMostThreads = 256;

int thread_count(Threads threads) {
    if (threads.count > 0)
        return threads.count;
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

/// oneTBB ends the process where the system refuses it a thread. So as many are made at once and
/// dropped again before it is asked for more than ever before; it keeps those it makes.
void expect_threads(int count) {
    static std::atomic<int> given = 1;
    if (count <= given.load(std::memory_order_relaxed))
        return;
    std::latch all_asked(1);
    std::vector<std::thread> threads;
    bool is_refused = false;
    try {
        threads.reserve(static_cast<std::size_t>(count));
        while (std::ssize(threads) + 1 < count)
            threads.emplace_back([&all_asked] { all_asked.wait(); });
    } catch (const std::system_error&) {
        is_refused = true;
    }
    all_asked.count_down();
    for (std::thread& thread : threads)
        thread.join();
    if (is_refused)
        throw Error(ErrorKind::resource, "",
                    fmt::format("the system gives {} of {} threads", threads.size() + 1, count),
                    "ask for fewer with --threads, or raise the limit of processes (ulimit -u) or "
                    "of memory (ulimit -v)");
    given.store(count, std::memory_order_relaxed);
}

/// Runs work inside an arena of just so many threads, even more than the machine has cores. The
/// process-wide limit is lifted once and kept: oneTBB 2021.8 loses workers for good, now and then,
/// when a limit is set and dropped around each loop (64 waits of 2 ms then ran on one thread of
/// two).
template <class F> void run_on(int count, F&& work) {
    expect_threads(count);
    static const tbb::global_control limit(
        tbb::global_control::max_allowed_parallelism,
        std::max(kMostThreads, std::size_t{std::thread::hardware_concurrency()}));
    tbb::task_arena arena(count);
    arena.execute(work);
}

/// Keeps the exception of the smallest failed index: the one a serial loop would have met.
class FirstFailure {
  public:
    [[nodiscard]] bool is_needless(std::size_t i) const {
        return i > index_.load(std::memory_order_relaxed);
    }
    void record(std::size_t i, std::exception_ptr cause) {
        const std::scoped_lock lock(mutex_);
        if (i < index_.load(std::memory_order_relaxed)) {
            index_.store(i, std::memory_order_relaxed);
            cause_ = std::move(cause);
        }
    }
    void rethrow_if_any() const {
        if (cause_)
            std::rethrow_exception(cause_);
    }

  private:
    std::atomic<std::size_t> index_ = SIZE_MAX;
    std::mutex mutex_;
    std::exception_ptr cause_;
};

} // namespace

void for_each_index(std::size_t n, Threads threads, const std::function<void(std::size_t)>& body) {
    const int count = thread_count(threads);
    if (count == 1 || n <= 1) {
        for (std::size_t i = 0; i < n; ++i) {
            stop_if_interrupted();
            body(i);
        }
        return;
    }
    FirstFailure failure;
    const auto guarded = [&](std::size_t i) {
        if (failure.is_needless(i))
            return;
        try {
            stop_if_interrupted();
            body(i);
        } catch (...) {
            failure.record(i, std::current_exception());
        }
    };
    run_on(count, [&] { tbb::parallel_for(std::size_t{0}, n, guarded); });
    failure.rethrow_if_any();
}

double deterministic_sum(std::size_t n, Threads threads,
                         const std::function<double(std::size_t)>& term) {
    const auto sum_run = [&](const tbb::blocked_range<std::size_t>& run, double sum) {
        stop_if_interrupted();
        for (std::size_t i = run.begin(); i != run.end(); ++i)
            sum += term(i);
        return sum;
    };
    const tbb::blocked_range<std::size_t> whole(0, n, kTermsInARun);
    if (!whole.is_divisible())
        return sum_run(whole, 0.0); // one leaf of the tree needs no threads
    double total = 0;
    run_on(thread_count(threads), [&] {
        total = tbb::parallel_deterministic_reduce(
            whole, 0.0, sum_run, [](double left, double right) { return left + right; });
    });
    return total;
}

} // namespace careshed
