// Ctrl-C, SIGTERM and SIGHUP: long loops stop at the next index, and a second signal ends the
// process.
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>

#include <catch2/catch.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/core/error.hpp"
#include "engine/core/interrupt.hpp"
#include "engine/core/parallel.hpp"
#include "engine/core/result_folder.hpp"
#include "tests/engine/core/scratch_folder.hpp"

namespace careshed::interrupt_test {

namespace {

/// Longer than signals that count as one are apart.
constexpr std::chrono::milliseconds kLater(150);

/// The exit code of a process that does so, 0 where the deed has none of its own; negative where a
/// signal ended it. The test program's own handlers are not the child's.
int end_of_process(const std::function<void()>& deed) {
    const pid_t child = ::fork();
    if (child == 0) {
        std::signal(SIGINT, SIG_DFL);
        std::signal(SIGTERM, SIG_DFL);
        std::signal(SIGHUP, SIG_DFL);
        deed();
        ::_exit(0);
    }
    int status = -1;
    CHECK(::waitpid(child, &status, 0) == child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/// The kind of Error that it throws; internal if it throws none.
ErrorKind kind_thrown(const std::function<void()>& deed) {
    try {
        deed();
    } catch (const Error& error) {
        return error.kind();
    }
    return ErrorKind::internal;
}

} // namespace

TEST_CASE("A signal is noted while a watch exists and forgotten after it", "[interrupt]") {
    for (int signal : {SIGINT, SIGTERM, SIGHUP}) {
        {
            const InterruptWatch watch;
            CHECK_FALSE(interrupted());
            CHECK_NOTHROW(stop_if_interrupted());
            std::raise(signal);
            CHECK(interrupted());
            CHECK(kind_thrown(stop_if_interrupted) == ErrorKind::interrupted);
        }
        CHECK_FALSE(interrupted());
    }
    CHECK(exit_code(ErrorKind::interrupted) == 130);
}

TEST_CASE("From the first watch on no signal ends the process by the system's default",
          "[interrupt]") {
    for (int signal : {SIGINT, SIGTERM, SIGHUP}) {
        CHECK(end_of_process([&] { std::raise(signal); }) == -signal); // so a default is seen here
        CHECK(end_of_process([&] {
                  {
                      const InterruptWatch watch;
                  }
                  std::raise(signal);
                  if (interrupted())
                      ::_exit(1);
                  const InterruptWatch next;
                  std::raise(signal);
                  if (!interrupted())
                      ::_exit(2);
              }) == 0);
    }
}

TEST_CASE("A signal that was ignored before the watch is ignored during and after it",
          "[interrupt]") {
    for (int signal : {SIGINT, SIGTERM, SIGHUP})
        CHECK(end_of_process([&] {
                  std::signal(signal, SIG_IGN);
                  const InterruptWatch watch;
                  std::raise(signal);
                  if (interrupted())
                      ::_exit(1);
              }) == 0);
}

TEST_CASE("Once results stand a signal stops nothing, whether it came before or comes after",
          "[interrupt]") {
    for (int signal : {SIGINT, SIGTERM, SIGHUP})
        for (bool is_before : {true, false}) {
            const careshed_test::ScratchFolder scratch;
            CHECK(end_of_process([&] {
                      const InterruptWatch watch;
                      ResultFolder results(scratch.path() / "out", false);
                      if (is_before)
                          std::raise(signal);
                      results.commit();
                      if (!is_before)
                          std::raise(signal);
                      stop_if_interrupted();
                  }) == 0);
            CHECK(std::filesystem::exists(scratch.path() / "out"));
        }
}

TEST_CASE("A second signal ends the process at once, the same or the other", "[interrupt]") {
    for (bool do_results_stand : {false, true})
        for (int first : {SIGINT, SIGTERM, SIGHUP})
            for (int second : {SIGINT, SIGTERM, SIGHUP})
                CHECK(end_of_process([&] {
                          const InterruptWatch watch;
                          if (do_results_stand)
                              disregard_interrupts();
                          std::raise(first);
                          std::this_thread::sleep_for(kLater);
                          std::raise(second);
                      }) == exit_code(ErrorKind::interrupted));
}

TEST_CASE("One signal that is delivered twice counts once", "[interrupt]") {
    bool is_one = false; // a busy machine may lie long between the two
    for (int attempt = 0; attempt < 10 && !is_one; ++attempt)
        is_one = end_of_process([] {
                     const InterruptWatch watch;
                     std::raise(SIGTERM);
                     std::raise(SIGTERM);
                     if (!interrupted())
                         ::_exit(1);
                 }) == 0;
    CHECK(is_one);
}

TEST_CASE("A loop begins no index after the signal", "[interrupt][parallel]") {
    constexpr std::size_t kIndices = 10'000;
    for (int count : {1, 2, 4}) {
        const InterruptWatch watch;
        std::atomic<int> begun = 0;
        std::atomic<int> begun_after = 0;
        const auto body = [&](std::size_t) {
            begun_after += interrupted() ? 1 : 0;
            if (++begun == 50)
                std::raise(SIGINT);
        };
        CHECK(kind_thrown([&] { for_each_index(kIndices, Threads{count}, body); }) ==
              ErrorKind::interrupted);
        CHECK(begun_after < count); // the other threads may be between the question and the body
    }
    int begun = 0;
    for_each_index(kIndices, Threads{1}, [&](std::size_t) { ++begun; });
    CHECK(begun == kIndices);
}

TEST_CASE("Not even the first index of an interrupted run is begun", "[interrupt][parallel]") {
    for (int count : {1, 2}) {
        for (std::size_t n : {std::size_t{1}, std::size_t{5}}) {
            const InterruptWatch watch;
            std::raise(SIGTERM);
            std::atomic<int> begun = 0;
            CHECK(kind_thrown([&] {
                      for_each_index(n, Threads{count}, [&](std::size_t) { ++begun; });
                  }) == ErrorKind::interrupted);
            CHECK(begun == 0);
            const auto term = [](std::size_t) { return 1.0; };
            CHECK(kind_thrown([&] { (void)deterministic_sum(10'000, Threads{count}, term); }) ==
                  ErrorKind::interrupted);
        }
    }
}

TEST_CASE("A failure before the interrupted indices is the one that is reported", "[interrupt]") {
    for (int count : {1, 2, 4}) {
        const InterruptWatch watch;
        const auto body = [](std::size_t i) {
            if (i == 0) {
                std::raise(SIGINT);
                throw Error(ErrorKind::run, "first", "failed");
            }
        };
        CHECK(kind_thrown([&] { for_each_index(1000, Threads{count}, body); }) == ErrorKind::run);
    }
}

TEST_CASE("A loop inside a loop stops both", "[interrupt][parallel]") {
    for (int count : {1, 3}) {
        const InterruptWatch watch;
        std::atomic<int> begun = 0;
        std::atomic<int> begun_after = 0;
        const auto inner = [&](std::size_t) {
            begun_after += interrupted() ? 1 : 0;
            if (++begun == 30)
                std::raise(SIGINT);
        };
        const auto outer = [&](std::size_t) { for_each_index(20, Threads{count}, inner); };
        CHECK(kind_thrown([&] { for_each_index(500, Threads{count}, outer); }) ==
              ErrorKind::interrupted);
        CHECK(begun_after < count * count);
    }
}

} // namespace careshed::interrupt_test
