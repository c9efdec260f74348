// One opened layer of a vector source, read feature by feature in its own coordinates. The only
// file of the engine that reads layers through GDAL; its errors become ours, nothing is printed.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/inputs/feature.hpp"
#include "engine/inputs/gdal_session.hpp"
#include "engine/inputs/scenario.hpp"

namespace careshed {

/// Drivers that may open a layer.
[[nodiscard]] std::vector<DriverStatus> layer_drivers();

class VectorSource {
  public:
    /// Opens spec.source with the listed drivers only and picks the layer.
    VectorSource(const LayerSpec& spec, bool geometry_needed);
    ~VectorSource();
    VectorSource(const VectorSource&) = delete;
    VectorSource& operator=(const VectorSource&) = delete;

    [[nodiscard]] const std::string& title() const { return title_; }
    [[nodiscard]] std::vector<std::string> columns() const;
    /// Those that a message may name: none of a confidential source whose first line, in place of
    /// names, looks like a row.
    [[nodiscard]] std::vector<std::string> shown_columns() const;
    /// "its columns are day, lon, lat", or that the first line names none.
    [[nodiscard]] std::string columns_hint() const;
    [[nodiscard]] bool has_geometry() const;
    /// Columns whose values every feature shall carry; all must exist (columns() or the id column).
    void choose(std::span<const std::string> fields);
    [[nodiscard]] bool is_column(const std::string& field) const;
    /// `key` names the filter in complaints: "where". Throws when it cannot be understood or is one
    /// that refuse_filter() refuses.
    void set_filter(const std::string& key, const std::string& filter);
    /// Two that a feature must both pass.
    void set_filters(const std::string& key, const std::string& one, const std::string& other);
    /// False at the end. Throws when the source breaks off or holds more than LayerSize allows.
    [[nodiscard]] bool next(RawFeature& feature, bool with_geometry);

    /// Takes the CRS from spec.crs, else `fallback` if not empty, else the layer; throws when there
    /// is none.
    void prepare_lon_lat(const std::string& fallback);
    /// Name of the layer's own CRS when spec.crs puts another in its place, else "".
    [[nodiscard]] std::string replaced_crs() const;
    /// Whether coordinates are degrees already; after prepare_lon_lat.
    [[nodiscard]] bool is_geographic() const;
    /// To WGS 84 longitude and latitude in place; false where PROJ finds no answer.
    [[nodiscard]] bool to_lon_lat(Ring& ring) const;
    /// "scenario.toml:7:13: layer "edges" of streets.gpkg".
    [[nodiscard]] std::string where() const;

  private:
    void apply_filter(const std::string& key, const std::string& filter);

    struct Handles;
    std::unique_ptr<Handles> handles_;
    LayerSpec spec_;
    std::string title_;
};

} // namespace careshed
