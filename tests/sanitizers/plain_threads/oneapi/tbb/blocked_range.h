// Stands in for oneTBB under ThreadSanitizer: a range that halves as oneTBB's does, so that sums
// have the same shape. Why it stands in: see parallel_for.h.
#pragma once

#include <cstddef>

namespace tbb {

template <class Value> class blocked_range {
  public:
    blocked_range(Value begin, Value end, std::size_t grain)
        : begin_(begin), end_(end), grain_(grain) {}

    [[nodiscard]] Value begin() const { return begin_; }
    [[nodiscard]] Value end() const { return end_; }
    [[nodiscard]] bool is_divisible() const { return grain_ < end_ - begin_; }
    [[nodiscard]] blocked_range lower_half() const { return {begin_, middle(), grain_}; }
    [[nodiscard]] blocked_range upper_half() const { return {middle(), end_, grain_}; }

  private:
    [[nodiscard]] Value middle() const { return begin_ + (end_ - begin_) / 2; }

    Value begin_, end_;
    std::size_t grain_;
};

} // namespace tbb
