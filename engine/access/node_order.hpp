// A few of many nodes in ascending order. A bit a node and a bit a word of those: about 2 ns a
// node, where sorting a few hundred costs as much as the search that found them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace careshed {

class NodeOrder {
  public:
    explicit NodeOrder(std::size_t nodes);
    /// `few` are different nodes, each below the number of nodes.
    void sort(std::span<std::uint32_t> few);

  private:
    std::vector<std::uint64_t> marks_; ///< a bit a node; all 0 between calls
    std::vector<std::uint64_t> words_; ///< a bit a word of marks_ that is not 0
};

} // namespace careshed
