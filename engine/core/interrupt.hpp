// Ctrl-C and SIGTERM end a long run at the next index of its loop (engine/core/parallel asks before
// each), by an Error that unwinds as any other, so that nothing half-written stays behind. A second
// signal ends the process at once: nobody is held.
#pragma once

#include <array>

#include <signal.h> // sigaction is not in <csignal>

namespace careshed {

/// While it lives, the signals are noted instead of ending the process. One that was ignored before
/// (nohup, a job in the background) stays ignored. One watch at a time; a command holds it for the
/// length of its run.
class InterruptWatch {
  public:
    InterruptWatch();
    ~InterruptWatch();
    InterruptWatch(const InterruptWatch&) = delete;
    InterruptWatch& operator=(const InterruptWatch&) = delete;

  private:
    std::array<struct sigaction, 2> former_{};
};

/// Whether a signal came since the watch began. Costs one relaxed load.
[[nodiscard]] bool interrupted();
/// Throws an interrupted Error if so (exit code 130).
void stop_if_interrupted();

} // namespace careshed
