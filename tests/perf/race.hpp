// Several contestants that run in turn, many times, and how long each took beside another: the
// median over rounds of times that were taken side by side (see contest.hpp). The order is drawn
// anew each round, so that nobody always finds the caches as the same one left them.
#pragma once

#include <functional>
#include <vector>

#include "engine/core/random.hpp"
#include "tests/perf/contest.hpp"

namespace careshed::test {

class Race {
  public:
    explicit Race(std::vector<std::function<void()>> contestants)
        : contestants_(std::move(contestants)), seconds_(contestants_.size()) {}

    /// Returns the first contestant's seconds.
    double round() {
        for (const std::size_t who : drawn_order()) {
            const double begun = processor_seconds();
            contestants_[who]();
            seconds_[who].push_back(processor_seconds() - begun);
        }
        return seconds_.front().back();
    }

    [[nodiscard]] double seconds(std::size_t who) const { return median(seconds_[who]); }
    /// One contestant's time beside another's.
    [[nodiscard]] double ratio(std::size_t who, std::size_t beside = 0) const {
        std::vector<double> ratios;
        for (std::size_t i = 0; i < seconds_[who].size(); ++i)
            ratios.push_back(seconds_[who][i] / seconds_[beside][i]);
        return median(ratios);
    }

  private:
    std::vector<std::size_t> drawn_order() {
        std::vector<std::size_t> order(contestants_.size());
        for (std::size_t i = 0; i < order.size(); ++i) {
            order[i] = i;
            std::swap(order[i], order[draws_.below(static_cast<std::uint32_t>(i + 1))]);
        }
        return order;
    }

    std::vector<std::function<void()>> contestants_;
    std::vector<std::vector<double>> seconds_;
    DrawStream draws_{{1, Purpose::test, 0, 0}};
};

} // namespace careshed::test
