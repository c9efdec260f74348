#include "engine/core/progress.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>
#include <mutex>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

namespace careshed {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double kSecondsBetweenReports = 0.1;
constexpr std::size_t kBarCells = 24;
/// A step reports each thousandth done to its sink, so that a tight loop may advance by one.
constexpr std::size_t kReportsPerStep = 1000;

double share_done(const ProgressReport& report) {
    if (report.total == 0)
        return 1;
    return static_cast<double>(std::min(report.done, report.total)) /
           static_cast<double>(report.total);
}

/// Seconds still to go at the mean speed so far; negative while nothing is done yet.
double seconds_left(const ProgressReport& report, double elapsed_seconds) {
    const double share = share_done(report);
    return share > 0 ? elapsed_seconds * (1 - share) / share : -1;
}

std::string clock_text(double seconds) {
    if (seconds < 0)
        return "--:--";
    const auto whole = static_cast<long long>(std::ceil(seconds));
    if (whole >= 3600)
        return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
    return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

std::string json_string(std::string_view text) {
    std::string quoted = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\')
            (quoted += '\\') += c;
        else if (static_cast<unsigned char>(c) < 0x20)
            quoted += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
        else
            quoted += c;
    }
    return quoted + '"';
}

std::string bar_text(const ProgressReport& report, double elapsed_seconds) {
    const double share = share_done(report);
    const auto filled = static_cast<std::size_t>(share * static_cast<double>(kBarCells));
    return fmt::format("\r{} [{}{}] {:3.0f} %  {} left\x1b[K{}", report.step,
                       std::string(filled, '#'), std::string(kBarCells - filled, '.'),
                       std::floor(share * 100), clock_text(seconds_left(report, elapsed_seconds)),
                       report.done >= report.total ? "\n" : "");
}

std::string json_line(const ProgressReport& report, double elapsed_seconds) {
    const double left = seconds_left(report, elapsed_seconds);
    return fmt::format(
        "{{\"step\":{},\"done\":{},\"total\":{},\"elapsed_s\":{:.1f},\"left_s\":{}}}\n",
        json_string(report.step), report.done, report.total, elapsed_seconds,
        left < 0 ? std::string("null") : fmt::format("{:.1f}", left));
}

/// Progress is a courtesy: a closed stderr must not end a run, so failures are ignored.
void write_stderr(std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
        if (written <= 0)
            return;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

/// Holds what was shown last; reports may come late and from any thread.
class StderrWriter {
  public:
    explicit StderrWriter(ProgressStyle style) : style_(style) {}

    void show(const ProgressReport& report) {
        const std::scoped_lock lock(mutex_);
        const Clock::time_point now = Clock::now();
        const bool is_new_step = report.step != step_ || report.done == 0;
        if (is_new_step) {
            step_ = report.step;
            started_ = now;
            shown_done_ = 0;
        } else if (report.done <= shown_done_) {
            return;
        }
        const bool is_last = report.done >= report.total;
        if (!is_new_step && !is_last && seconds(now - shown_) < kSecondsBetweenReports)
            return;
        shown_ = now;
        shown_done_ = report.done;
        write_stderr(progress_text(style_, report, seconds(now - started_)));
    }

  private:
    static double seconds(Clock::duration span) {
        return std::chrono::duration<double>(span).count();
    }

    ProgressStyle style_;
    std::mutex mutex_;
    std::string step_;
    Clock::time_point started_;
    Clock::time_point shown_;
    std::size_t shown_done_ = 0;
};

} // namespace

std::string progress_text(ProgressStyle style, const ProgressReport& report,
                          double elapsed_seconds) {
    switch (style) {
    case ProgressStyle::bar:
        return bar_text(report, elapsed_seconds);
    case ProgressStyle::json_lines:
        return json_line(report, elapsed_seconds);
    case ProgressStyle::none:
        break;
    }
    return {};
}

ProgressSink stderr_progress(ProgressStyle style) {
    if (style == ProgressStyle::none)
        return {};
    auto writer = std::make_shared<StderrWriter>(style);
    return [writer](const ProgressReport& report) { writer->show(report); };
}

ProgressStep::ProgressStep(ProgressSink sink, std::string step, std::size_t total)
    : sink_(std::move(sink)), step_(std::move(step)), total_(total) {
    if (sink_)
        sink_({step_, 0, total_});
}

void ProgressStep::advance(std::size_t units) {
    const std::size_t before = done_.fetch_add(units, std::memory_order_relaxed);
    if (!sink_ || units == 0)
        return;
    const std::size_t after = before + units;
    const std::size_t stride = std::max<std::size_t>(1, total_ / kReportsPerStep);
    const bool is_last = before < total_ && after >= total_;
    if (is_last || before / stride != after / stride)
        sink_({step_, after, total_});
}

} // namespace careshed
