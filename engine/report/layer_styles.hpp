// QGIS styles (QML) of the layers of sites.gpkg: plain rules, colour-blind-safe, the same colours
// as the page.
#pragma once

#include <string>

namespace careshed {

[[nodiscard]] std::string sites_style();
[[nodiscard]] std::string reached_streets_style();
[[nodiscard]] std::string areas_style();

} // namespace careshed
