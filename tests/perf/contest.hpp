// Two contestants that run in turn, many times: on a busy machine neither's time can be trusted,
// but the median ratio of times that were taken side by side can.
#pragma once

#include <algorithm>
#include <chrono>
#include <ctime>
#include <vector>

namespace careshed::test {

/// Of this thread: what other programs take is not counted.
inline double processor_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}
inline double wall_seconds() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration<double>(now).count();
}

inline double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

class Contest {
  public:
    using Clock = double (*)();
    explicit Contest(Clock clock = processor_seconds) : clock_(clock) {}

    /// Who goes first changes from lap to lap. Returns the first contestant's seconds.
    template <class First, class Second> double lap(First&& first, Second&& second) {
        const bool is_even = first_.size() % 2 == 0;
        if (!is_even)
            second_.push_back(seconds(second));
        first_.push_back(seconds(first));
        if (is_even)
            second_.push_back(seconds(second));
        ratios_.push_back(second_.back() / first_.back());
        return first_.back();
    }

    [[nodiscard]] double first_seconds() const { return median(first_); }
    [[nodiscard]] double second_seconds() const { return median(second_); }
    /// The second's time beside the first's.
    [[nodiscard]] double ratio() const { return median(ratios_); }

  private:
    template <class Contestant> double seconds(Contestant&& contestant) {
        const double begun = clock_();
        contestant();
        return clock_() - begun;
    }

    Clock clock_;
    std::vector<double> first_, second_, ratios_;
};

} // namespace careshed::test
