// The city's own metre grid: a transverse Mercator centred on the streets, rounded to centimetres.
// Everything is decided on integer centimetres, so that PROJ's last bits cannot matter.
#pragma once

#include <cstdint>
#include <memory>

#include "engine/inputs/layers.hpp"

namespace careshed {

/// A place on the local grid, centimetres east and north of its centre.
struct Point {
    std::int32_t x = 0;
    std::int32_t y = 0;
    auto operator<=>(const Point&) const = default;
};

/// Scale error below 1 in 10,000 within 90 km of the centre. Copies share one transformation;
/// use from one thread at a time.
class LocalGrid {
  public:
    LocalGrid() = default;
    /// Centre rounded to 0.01 degree, so that small changes of the data leave the grid alone.
    LocalGrid(double centre_lon, double centre_lat);
    [[nodiscard]] Point project(LonLat place) const;
    /// Rounded to 1e-7 degree.
    [[nodiscard]] LonLat unproject(Point point) const;
    [[nodiscard]] double centre_lon() const { return centre_lon_; }
    [[nodiscard]] double centre_lat() const { return centre_lat_; }

  private:
    struct Transformation;
    std::shared_ptr<Transformation> transformation_;
    double centre_lon_ = 0;
    double centre_lat_ = 0;
};

/// Straight distance in centimetres, exact to the double's last bit (sqrt is IEEE).
[[nodiscard]] double distance_cm(Point a, Point b);

} // namespace careshed
