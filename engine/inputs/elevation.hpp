// How high is the ground at a place? Heights of a raster around the streets, in centimetres,
// bilinear between the centres of its cells. What is read is kept as integers (4 bytes a cell) and
// looked up without GDAL; cost about 0.4 us a place, most of it PROJ.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/inputs/raster_source.hpp"

namespace careshed {

/// Longitude and latitude of what is asked for.
struct LonLatBox {
    double west = 0, south = 0, east = 0, north = 0;
};

class Elevation {
  public:
    static constexpr std::int32_t kNoHeight = std::numeric_limits<std::int32_t>::min();

    /// Reads the cells around the box. Throws an input Error when the raster has no CRS, says not
    /// where it lies, lies elsewhere, is a picture, is too fine to be held, or holds values that
    /// are no heights in metres; a resource Error when it is missing or damaged.
    Elevation(const RasterSpec& spec, const LonLatBox& around);

    /// Of each place, kNoHeight outside the box or the raster and where a cell it lies between is
    /// missing. From one thread at a time.
    [[nodiscard]] std::vector<std::int32_t> heights_cm(std::span<const LonLat> places) const;
    [[nodiscard]] std::optional<std::int32_t> height_cm(LonLat place) const;

    /// "raster dem.tif"; findings name it so.
    [[nodiscard]] const std::string& title() const { return title_; }
    /// What a reader should know: bands left out, a unit other than metres, missing cells.
    [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }

  private:
    [[nodiscard]] std::int32_t cell_cm(std::int64_t column, std::int64_t row) const;
    [[nodiscard]] std::int32_t between_cells(LonLat in_raster) const;
    void read_cells(const RasterSource& source, double metres_a_unit);

    std::string title_;
    std::vector<std::string> notes_;
    std::shared_ptr<const ToRaster> to_raster_;
    std::array<double, 6> to_cell_{};
    int raster_width_ = 0, raster_height_ = 0;
    CellWindow window_;               ///< what is held of the raster
    std::vector<std::int32_t> cells_; ///< row by row
};

} // namespace careshed
