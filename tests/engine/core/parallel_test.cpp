// Threads change the time a result takes, never the result.
#include <atomic>
#include <bit>
#include <cmath>
#include <cstdint>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/core/error.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/random.hpp"

namespace careshed::parallel_test {

namespace {

/// Terms of many sizes and both signs: their sum depends on the order of adding.
double uneven_term(std::size_t i) {
    DrawStream draws(DrawKey{.seed = 5, .entity = i});
    const double size = draws.uniform() - 0.5;
    return i % 3 == 0 ? size * 1e12 : size;
}

} // namespace

TEST_CASE("Every index is visited exactly once at any thread count", "[parallel]") {
    for (int count : {0, 1, 2, 3, 8}) {
        for (std::size_t n : {std::size_t{0}, std::size_t{1}, std::size_t{10'007}}) {
            std::vector<std::atomic<int>> visits(n);
            for_each_index(n, Threads{count}, [&](std::size_t i) { ++visits[i]; });
            bool is_once = true;
            for (const std::atomic<int>& visit : visits)
                is_once = is_once && visit == 1;
            CHECK(is_once);
        }
    }
}

TEST_CASE("No more threads work than were asked for, and more than one does", "[parallel]") {
    for (int count : {1, 2, 3}) {
        std::mutex mutex;
        std::set<std::thread::id> seen;
        std::atomic<int> busy = 0;
        std::atomic<int> most_busy = 0;
        for_each_index(64, Threads{count}, [&](std::size_t) {
            const int now = ++busy;
            int most = most_busy;
            while (most < now && !most_busy.compare_exchange_weak(most, now)) {
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
            --busy;
            const std::scoped_lock lock(mutex);
            seen.insert(std::this_thread::get_id());
        });
        CHECK(most_busy <= count);
        CHECK((count == 1 || seen.size() > 1));
    }
}

TEST_CASE("The sum has the same bits at 1, 2, 3, 4 and 8 threads", "[parallel]") {
    constexpr std::size_t kTerms = 100'003;
    const auto bits = [](int count) {
        return std::bit_cast<std::uint64_t>(deterministic_sum(kTerms, Threads{count}, uneven_term));
    };
    const std::uint64_t alone = bits(1);
    for (int count : {2, 3, 4, 8, 0})
        for (int again = 0; again < 5; ++again)
            CHECK(bits(count) == alone);
    double forward = 0;
    double backward = 0;
    for (std::size_t i = 0; i < kTerms; ++i) {
        forward += uneven_term(i);
        backward += uneven_term(kTerms - 1 - i);
    }
    CHECK(forward != backward); // else the test above could not fail
    CHECK(std::abs(deterministic_sum(kTerms, Threads{2}, uneven_term) - forward) < 1);
    CHECK(deterministic_sum(0, Threads{2}, uneven_term) == 0);
    CHECK(deterministic_sum(1, Threads{2}, uneven_term) == uneven_term(0));
}

TEST_CASE("The failure of the smallest index is the one that is reported", "[parallel]") {
    for (int count : {1, 2, 4}) {
        for (int again = 0; again < 20; ++again) {
            std::string reported;
            try {
                for_each_index(2'000, Threads{count}, [](std::size_t i) {
                    if (i % 500 == 321)
                        throw careshed::Error(careshed::ErrorKind::run, std::to_string(i),
                                              "failed");
                });
            } catch (const careshed::Error& error) {
                reported = error.complaints().front().where;
            }
            CHECK(reported == "321");
        }
    }
}

TEST_CASE("Foreign exceptions come through as they are", "[parallel]") {
    const auto fails = [](std::size_t i) {
        if (i == 3)
            throw std::out_of_range("row");
    };
    CHECK_THROWS_AS(for_each_index(10, Threads{2}, fails), std::out_of_range);
    CHECK_THROWS_AS(deterministic_sum(10, Threads{2},
                                      [](std::size_t) -> double { throw std::out_of_range("x"); }),
                    std::out_of_range);
}

TEST_CASE("A parallel map fills each slot with its own value, nested or not", "[parallel]") {
    const auto rows = parallel_map<double>(50, Threads{3}, [](std::size_t i) {
        const auto inner = parallel_map<double>(
            20, Threads{2}, [&](std::size_t j) { return static_cast<double>(i * 100 + j); });
        double sum = 0;
        for (double value : inner)
            sum += value;
        return sum;
    });
    for (std::size_t i = 0; i < rows.size(); ++i)
        CHECK(rows[i] == static_cast<double>(i * 2000 + 190));
}

TEST_CASE("Threads that the system does not give are an error, not the end of the process",
          "[parallel]") {
    const pid_t child = ::fork();
    if (child == 0) {
        constexpr uid_t kNobody = 65534; // root has no limit
        const rlimit one{1, 1};
        if ((::geteuid() == 0 && ::setresuid(kNobody, kNobody, kNobody) != 0) ||
            ::setrlimit(RLIMIT_NPROC, &one) != 0)
            ::_exit(100);
        try {
            for_each_index(1'000, Threads{50}, [](std::size_t) {});
        } catch (const Error& error) {
            ::_exit(exit_code(error.kind()));
        }
        ::_exit(0);
    }
    int status = -1;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == exit_code(ErrorKind::resource));
}

} // namespace careshed::parallel_test
