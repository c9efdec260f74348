// Ctrl-C, SIGTERM and SIGHUP (the terminal is closed) end a long run at the next index of its loop
// (engine/core/parallel asks before each, and so does every loop that may take seconds), by an
// Error that unwinds as any other, so that nothing half-written stays behind. A second signal ends
// the process at once: nobody is held. From the first watch to the end of the process no signal
// ends it by the system's default, so that its exit code is always one of ours.
#pragma once

namespace careshed {

/// While it exists, the signals are noted instead of ending the process. One that was ignored
/// before (nohup, a job in the background) stays ignored. One watch at a time; a command holds it
/// for the length of its run. After it, a signal stops nothing.
class InterruptWatch {
  public:
    InterruptWatch();
    ~InterruptWatch();
    InterruptWatch(const InterruptWatch&) = delete;
    InterruptWatch& operator=(const InterruptWatch&) = delete;
};

/// For when results stand: a signal, even one that has come already, comes too late to stop the run
/// of this watch.
void disregard_interrupts();

/// Whether a signal came since the watch began that is to stop its run. Costs one relaxed load.
[[nodiscard]] bool interrupted();
/// Throws an interrupted Error if so (exit code 130).
void stop_if_interrupted();

} // namespace careshed
