#include "engine/core/interrupt.hpp"

#include <atomic>
#include <cassert>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <ctime>

#include "engine/core/error.hpp"

namespace careshed {

namespace {

constexpr std::array<int, 2> kWatched = {SIGINT, SIGTERM};

/// Signals closer than this are one, in nanoseconds: timeout(1) signals its child and then the
/// child's whole group, so that one of its signals comes twice.
constexpr std::int64_t kOneSignal = 100'000'000;

/// When the first signal came, by the monotonic clock in nanoseconds; 0 if none did. The one piece
/// of global state, because a signal handler can reach nothing else.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables)
std::atomic<std::int64_t> first_signal = 0;
static_assert(std::atomic<std::int64_t>::is_always_lock_free, "a signal handler may not lock");

/// Only what signal-safety(7) lists may be called here.
extern "C" void note_signal(int signal) {
    const int errno_before = errno;
    timespec clock{};
    ::clock_gettime(CLOCK_MONOTONIC, &clock);
    const std::int64_t now = std::int64_t{clock.tv_sec} * 1'000'000'000 + clock.tv_nsec;
    std::int64_t first = 0;
    if (!first_signal.compare_exchange_strong(first, now) && now - first > kOneSignal) {
        ::signal(signal, SIG_DFL);
        ::raise(signal);
    }
    errno = errno_before;
}

/// Apart from the question, which loops ask at each index and which then needs no stack frame.
[[noreturn]] void throw_interrupted() {
    throw Error(ErrorKind::interrupted, "", "interrupted",
                "no results were written; give the same command again");
}

} // namespace

InterruptWatch::InterruptWatch() {
    struct sigaction noted{};
    noted.sa_handler = note_signal;
    noted.sa_flags = SA_RESTART; // libraries that read and write need not know of it
    for (std::size_t i = 0; i < kWatched.size(); ++i) {
        ::sigaction(kWatched[i], nullptr, &former_[i]);
        assert(former_[i].sa_handler != note_signal);
        if (former_[i].sa_handler != SIG_IGN)
            ::sigaction(kWatched[i], &noted, nullptr);
    }
}

InterruptWatch::~InterruptWatch() {
    for (std::size_t i = 0; i < kWatched.size(); ++i)
        ::sigaction(kWatched[i], &former_[i], nullptr);
    first_signal = 0;
}

bool interrupted() { return first_signal.load(std::memory_order_relaxed) != 0; }

void stop_if_interrupted() {
    if (interrupted())
        throw_interrupted();
}

} // namespace careshed
