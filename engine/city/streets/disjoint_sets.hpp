// Which numbers belong together? Union-find; a set is known by its smallest number, so the result
// does not depend on the order of joining. Cost: practically linear.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace careshed {

class DisjointSets {
  public:
    explicit DisjointSets(std::size_t count) : parent_(count) {
        std::iota(parent_.begin(), parent_.end(), 0U);
    }

    /// The smallest number of its set.
    [[nodiscard]] std::uint32_t first_of(std::uint32_t number) {
        while (parent_[number] != number) {
            parent_[number] = parent_[parent_[number]];
            number = parent_[number];
        }
        return number;
    }

    /// False when they were in one set before.
    bool join(std::uint32_t a, std::uint32_t b) {
        a = first_of(a);
        b = first_of(b);
        parent_[std::max(a, b)] = std::min(a, b);
        return a != b;
    }

  private:
    std::vector<std::uint32_t> parent_;
};

} // namespace careshed
