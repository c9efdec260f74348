// Pictures of access: access.gpkg for QGIS and two plain SVG drawings, walksheds of one site and
// the ambulance's minutes on every street. Streets, sites and stations only: no person, no recorded
// death.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/access/walkshed.hpp"
#include "engine/city/city.hpp"
#include "engine/report/sheet.hpp"

namespace careshed {

/// What is drawn; columns by row of City::candidates or of Streets::edges.
struct AccessPictures {
    const City* city = nullptr;
    const Sheet* sites = nullptr;                 ///< access.csv, a row a candidate in their order
    std::vector<std::vector<Walkshed>> walksheds; ///< of each candidate, by minutes
    std::vector<double> response_minutes;         ///< of each edge's middle; infinite: never
    std::size_t shown = 0;                        ///< the candidate of the drawing
};

/// Upper ends of the classes of response, in minutes.
inline constexpr std::array<int, 5> kResponseClasses = {4, 6, 8, 10, 15};

/// Layers sites, walksheds, ems_response and areas, with styles.
void write_access_map(const std::filesystem::path& file, const AccessPictures& pictures);
[[nodiscard]] std::string access_map_dictionary();

/// Walksheds of the shown candidate.
[[nodiscard]] std::string walkshed_svg(const AccessPictures& pictures);
/// Minutes from call to arrival on every street; "" without stations.
[[nodiscard]] std::string response_svg(const AccessPictures& pictures);

} // namespace careshed
