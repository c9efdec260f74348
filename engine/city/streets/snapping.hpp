// The nearest point of the street network, on the inside of an edge. A 50 m grid of edges, about 6
// us a point.
#pragma once

#include <optional>
#include <vector>

#include "engine/city/streets/nearest_on_edge.hpp"
#include "engine/city/streets/streets.hpp"

namespace careshed {

/// Which edges a place may be put on: those of the main component where people walk, or of those
/// that touch it the ones where something drives.
enum class TravelMode : std::uint8_t { on_foot, by_car };

class StreetIndex {
  public:
    /// `streets` must outlive the index.
    explicit StreetIndex(const Streets& streets, TravelMode mode = TravelMode::on_foot);
    /// Nearest place within `limit`, ties to the smaller edge; empty when none is near enough.
    [[nodiscard]] std::optional<Snap> nearest(Point point, double limit_cm) const;
    /// Edges that may pass through a box, each once, ascending: all that do, and some beside it.
    [[nodiscard]] std::vector<std::uint32_t> edges_near(Point low, Point high) const;

  private:
    template <class Visit> void visit_cells(Point a, Point b, Visit&& visit) const;
    void fill_cells(TravelMode mode);
    void try_cell(std::int64_t column, std::int64_t row, Point point,
                  std::optional<Snap>& best) const;

    const Streets* streets_;
    Point origin_;
    std::int64_t cell_cm_; ///< 50 m, more where the streets' extent is vast
    std::int32_t columns_ = 0, rows_ = 0;
    std::vector<std::uint32_t> first_;
    std::vector<std::uint32_t> edges_;
};

} // namespace careshed
