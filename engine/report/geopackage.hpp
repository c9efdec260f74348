// sites.gpkg: ranked sites, the best site's reached streets and the areas as outlines, with styles
// so that QGIS opens them coloured. The same study gives the same bytes. Areas carry no recorded or
// modelled count.
#pragma once

#include <filesystem>

#include "engine/report/map_file.hpp"
#include "engine/report/rank_study.hpp"
#include "engine/report/sheet.hpp"

namespace careshed {

/// `ranking` gives the attributes of layer sites, in rank order. Throws a resource Error when GDAL
/// fails.
void write_geopackage(const std::filesystem::path& file, const RankStudy& study,
                      const Sheet& ranking);

/// Layer areas: outlines of the small areas, with no count.
void write_areas(MapFile& map, const City& city);

/// Layers and fields for the data dictionary, those of `sites` apart.
[[nodiscard]] std::string geopackage_dictionary();

} // namespace careshed
