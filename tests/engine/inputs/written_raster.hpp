// A raster of heights that a test writes as a GeoTIFF.
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace careshed::test {

enum class CellType { byte, float32, float64 };

struct WrittenRaster {
    int width = 10, height = 10;
    int bands = 1;
    /// x = g[0] + g[1] column + g[2] row, y = g[3] + g[4] column + g[5] row
    std::array<double, 6> grid = {-122.7, 0.001, 0, 45.5, 0, -0.001};
    std::string crs = "EPSG:4326"; ///< "": none
    std::optional<double> missing;
    std::string unit;
    CellType type = CellType::float32;
    bool has_cells = true; ///< false: a file of none, however many it is to hold
    std::function<double(int column, int row)> value = [](int, int) { return 10.0; };

    void write(const std::filesystem::path& file) const;
};

} // namespace careshed::test
