// A GeoPackage as it is written: layers in WGS 84 with typed fields, and styles that QGIS opens
// them with. The same calls give the same bytes.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/inputs/projection.hpp"
#include "engine/report/sheet.hpp"

namespace careshed {

/// polygon -> rings (outer first) -> points
using Polygons = std::vector<std::vector<std::vector<Point>>>;

enum class MapGeometry { point, line, polygons };
enum class MapField { text, whole, real };

struct MapLayer {
    std::string name;
    MapGeometry geometry = MapGeometry::point;
    std::vector<std::pair<std::string, MapField>> fields;
    std::string style; ///< QML; empty: none
};

/// Every failure of GDAL is a resource Error that names the file.
class MapFile {
  public:
    /// Points and lines are on `grid`.
    MapFile(const std::filesystem::path& file, LocalGrid grid);
    ~MapFile();
    MapFile(const MapFile&) = delete;
    MapFile& operator=(const MapFile&) = delete;

    /// Later features go to this layer.
    void begin_layer(const MapLayer& layer);
    /// Values in the order of the layer's fields.
    void add_point(LonLat place, std::span<const Cell> values);
    void add_line(std::span<const Point> line, std::span<const Cell> values);
    void add_polygons(const Polygons& polygons, std::span<const Cell> values);
    /// Stores everything. A file that is not finished is of no use.
    void finish();

  private:
    struct Handles;
    std::unique_ptr<Handles> handles_;
};

/// The columns of a table: numbers wherever some row has one; its empty texts are then no value.
[[nodiscard]] std::vector<std::pair<std::string, MapField>> fields_of(const Sheet& sheet);

} // namespace careshed
