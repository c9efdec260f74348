// Row numbers of the city's columns as types: a node is not an edge and not an area.
// They are positions in one run's arrays. What survives permuted input rows is a stable id
// (hash.hpp).
#pragma once

#include <compare>
#include <cstdint>

namespace careshed {

template <class Tag> class RowIndex {
  public:
    constexpr RowIndex() = default;
    explicit constexpr RowIndex(std::uint32_t value) : value_(value) {}
    [[nodiscard]] constexpr std::uint32_t value() const { return value_; }
    constexpr auto operator<=>(const RowIndex&) const = default;

  private:
    std::uint32_t value_ = 0;
};

using NodeId = RowIndex<struct NodeTag>;
using EdgeId = RowIndex<struct EdgeTag>;
using AreaId = RowIndex<struct AreaTag>;
using SiteId = RowIndex<struct SiteTag>;
using PersonRow = RowIndex<struct PersonTag>;

} // namespace careshed
