// QGIS styles (QML) of the layers of sites.gpkg and access.gpkg: plain rules, colour-blind-safe,
// the same colours as the page.
#pragma once

#include <span>
#include <string>

namespace careshed {

/// The QML text of a layer's style.
[[nodiscard]] std::string sites_style();
[[nodiscard]] std::string reached_streets_style();
[[nodiscard]] std::string areas_style();
[[nodiscard]] std::string candidates_style();
[[nodiscard]] std::string walksheds_style();
/// `classes`: upper ends in minutes, one fewer than colours.
[[nodiscard]] std::string ems_response_style(std::span<const int> classes);

} // namespace careshed
