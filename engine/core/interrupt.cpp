#include "engine/core/interrupt.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <ctime>

#include <unistd.h>

#include "engine/core/error.hpp"

namespace careshed {

namespace {

constexpr std::array<int, 3> kWatched = {SIGINT, SIGTERM, SIGHUP};

/// Signals closer than this are one, in nanoseconds: timeout(1) signals its child and then the
/// child's whole group, so that one of its signals comes twice.
constexpr std::int64_t kOneSignal = 100'000'000;

/// When the first signal came, by the monotonic clock in nanoseconds; 0 if none did. Global state,
/// as is the next, because a signal handler can reach nothing else.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables)
std::atomic<std::int64_t> first_signal = 0;
static_assert(std::atomic<std::int64_t>::is_always_lock_free, "a signal handler may not lock");

/// Whether a signal may still stop the run.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables)
std::atomic<bool> is_heeded = false;

/// Only what signal-safety(7) lists may be called here.
extern "C" void note_signal(int /*signal*/) {
    const int errno_before = errno;
    timespec clock{};
    ::clock_gettime(CLOCK_MONOTONIC, &clock);
    const std::int64_t now = std::int64_t{clock.tv_sec} * 1'000'000'000 + clock.tv_nsec;
    std::int64_t first = 0;
    if (!first_signal.compare_exchange_strong(first, now) && now - first > kOneSignal)
        ::_exit(exit_code(ErrorKind::interrupted));
    errno = errno_before;
}

/// Apart from the question, which loops ask at each index and which then needs no stack frame.
[[noreturn]] void throw_interrupted() {
    throw Error(ErrorKind::interrupted, "", "interrupted",
                "no results were written; give the same command again");
}

} // namespace

InterruptWatch::InterruptWatch() {
    first_signal = 0;
    is_heeded = true;
    struct sigaction noted{};
    noted.sa_handler = note_signal;
    noted.sa_flags = SA_RESTART; // libraries that read and write need not know of it
    for (const int signal : kWatched) {
        struct sigaction former{};
        ::sigaction(signal, nullptr, &former);
        if (former.sa_handler != SIG_IGN)
            ::sigaction(signal, &noted, nullptr);
    }
}

InterruptWatch::~InterruptWatch() { disregard_interrupts(); }

void disregard_interrupts() { is_heeded = false; }

bool interrupted() {
    return first_signal.load(std::memory_order_relaxed) != 0 &&
           is_heeded.load(std::memory_order_relaxed);
}

void stop_if_interrupted() {
    if (interrupted())
        throw_interrupted();
}

} // namespace careshed
