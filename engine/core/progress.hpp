// How far a long step has come: a bar with the time left on a terminal, JSON lines when asked for,
// nothing otherwise. Library code only reports; the program decides what is shown.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <string>

namespace careshed {

/// One report: step name, units done and in all.
struct ProgressReport {
    std::string step;
    std::size_t done = 0;
    std::size_t total = 0;
};

/// Receives reports from any thread; empty means nobody listens.
using ProgressSink = std::function<void(const ProgressReport&)>;

enum class ProgressStyle { none, bar, json_lines };

/// What one report looks like on the screen: a bar that redraws its line, or one JSON object a
/// line. Seconds since the step began.
[[nodiscard]] std::string progress_text(ProgressStyle style, const ProgressReport& report,
                                        double elapsed_seconds);
/// A sink that writes to stderr in the given style, at most ten times a second.
[[nodiscard]] ProgressSink stderr_progress(ProgressStyle style);

/// Counts units done, from any thread, and reports the start, each thousandth and the end.
class ProgressStep {
  public:
    ProgressStep(ProgressSink sink, std::string step, std::size_t total);
    void advance(std::size_t units = 1);

  private:
    ProgressSink sink_;
    std::string step_;
    std::size_t total_;
    std::atomic<std::size_t> done_ = 0;
};

} // namespace careshed
