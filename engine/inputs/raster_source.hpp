// One opened raster of heights, read window by window in its own cells and coordinates. The only
// file of the engine that reads rasters through GDAL; its errors become ours, nothing is printed.
#pragma once

#include <array>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/inputs/gdal_session.hpp"
#include "engine/inputs/layers.hpp"

namespace careshed {

/// From WGS 84 longitude and latitude to the coordinates of a raster's CRS. Use from one thread at
/// a time.
class ToRaster {
  public:
    /// As `code` says, else as the raster's own CRS (WKT); throws an input Error at `where`.
    ToRaster(const std::string& code, const std::string& own, const std::string& where);
    ~ToRaster();
    ToRaster(const ToRaster&) = delete;
    ToRaster& operator=(const ToRaster&) = delete;
    /// In place: lon = x, lat = y; both infinite where PROJ finds no answer.
    void apply(std::span<LonLat> places) const;

  private:
    struct Handles;
    std::unique_ptr<Handles> handles_;
};

/// A rectangle of cells; row 0 is the raster's first.
struct CellWindow {
    int column = 0, row = 0;
    int width = 0, height = 0;
};

/// Drivers that may open a raster.
[[nodiscard]] std::vector<DriverStatus> raster_drivers();

class RasterSource {
  public:
    /// Opens spec.source with the listed drivers only: GTiff, HFA, AAIGrid, EHdr, SRTMHGT. A text
    /// grid is first checked wholly (ascii_grid).
    explicit RasterSource(const RasterSpec& spec);
    ~RasterSource();
    RasterSource(const RasterSource&) = delete;
    RasterSource& operator=(const RasterSource&) = delete;

    [[nodiscard]] int width() const;
    [[nodiscard]] int height() const;
    [[nodiscard]] int bands() const;
    /// Cells that GDAL holds at once to read any of them (a tile or strip).
    [[nodiscard]] double block_cells() const;
    /// Whether a row is found only by reading those before it: they must be read in order.
    [[nodiscard]] bool is_sequential() const;
    /// Column = t[0] + t[1] x + t[2] y, row = t[3] + t[4] x + t[5] y; cell centres are at .5.
    [[nodiscard]] std::array<double, 6> to_cell() const;
    /// The CRS as WKT, "" when there is none.
    [[nodiscard]] std::string crs() const;
    /// Unit of its values as it says, "" when it does not.
    [[nodiscard]] std::string unit() const;
    /// Values of the first band row by row, scaled and shifted as it says; NaN where one is
    /// missing.
    void read(const CellWindow& window, std::span<double> values) const;
    /// "scenario.toml:7:13: raster dem.tif".
    [[nodiscard]] const std::string& where() const { return where_; }

  private:
    struct Handles;
    std::unique_ptr<Handles> handles_;
    std::string where_;
};

} // namespace careshed
