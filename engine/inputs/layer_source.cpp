#include "engine/inputs/layer_source.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "engine/core/text.hpp"
#include "engine/inputs/special_file.hpp"

namespace careshed {

namespace {

std::string allowed_sources(SourceKind kind) {
    return kind == SourceKind::raster
               ? "use a GeoTIFF, Erdas Imagine, Arc/Info ASCII grid, ESRI .hdr or SRTM .hgt file"
               : "use GeoPackage, GeoJSON, Shapefile, FlatGeobuf, FileGDB, CSV or PG:...";
}

/// The command that turns a virtual source into a file of its own.
std::string conversion(const std::string& source, SourceKind kind) {
    const std::string name = std::filesystem::path(source).filename().string();
    return kind == SourceKind::raster ? "gdal_translate " + name + " heights.tif"
                                      : "ogr2ogr layer.gpkg " + name;
}

bool is_archive(const std::string& lowered) {
    constexpr std::array<std::string_view, 9> kEndings = {".zip", ".shz", ".gz",  ".tgz", ".tar",
                                                          ".7z",  ".rar", ".kmz", ".bz2"};
    return std::ranges::any_of(kEndings, [&](std::string_view e) { return lowered.ends_with(e); });
}

/// "GPKG:file:layer", "CSV:file" and the like: drivers read them as commands. A real file of that
/// name is taken as a file.
bool has_driver_prefix(const std::string& source) {
    const auto colon = source.find(':');
    if (colon == std::string::npos || colon < 2 || std::filesystem::exists(source))
        return false;
    return std::all_of(source.begin(), source.begin() + static_cast<std::ptrdiff_t>(colon),
                       [](char c) {
                           return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                                  (c >= '0' && c <= '9') || c == '_';
                       });
}

/// VRT files can point at anything; they are known by their first element, not by their name.
bool is_virtual(const std::string& source, const std::string& lowered) {
    if (lowered.ends_with(".vrt") || lowered.ends_with(".ovf"))
        return true;
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(source, ignored))
        return false;
    std::array<char, 1024> start{};
    std::ifstream file(source, std::ios::binary);
    file.read(start.data(), start.size());
    const std::string_view head(start.data(), static_cast<std::size_t>(file.gcount()));
    return head.find("<OGRVRT") != std::string_view::npos ||
           head.find("<VRTDataset") != std::string_view::npos;
}

} // namespace

bool is_database_source(const std::string& source) { return source.starts_with("PG:"); }

std::optional<Refusal> refuse_source(const std::string& source, SourceKind kind) {
    const std::string lowered = lower_case(source);
    if (is_database_source(source) && kind == SourceKind::layer)
        return std::nullopt;
    if (is_database_source(source))
        return Refusal{"heights are not read from databases", allowed_sources(kind)};
    if (lowered.find("://") != std::string::npos || lowered.starts_with("www."))
        return Refusal{"web addresses are not opened", "download the file and name it here"};
    if (lowered.starts_with("/vsi"))
        return Refusal{"GDAL virtual paths (/vsi...) are not opened",
                       "name a file or folder on disk"};
    if (const auto special = special_file(source))
        return Refusal{*special, "name a file or folder that holds nothing but files"};
    if (is_archive(lowered))
        return Refusal{"compressed archives are not opened", "unpack it first"};
    if (is_virtual(source, lowered))
        return Refusal{"virtual (VRT) sources are not opened: they can point at any other file",
                       "convert it, for example: " + conversion(source, kind)};
    if (has_driver_prefix(source))
        return Refusal{"driver prefixes are not opened", allowed_sources(kind)};
    return std::nullopt;
}

std::string shown_source(const std::string& source) {
    if (is_database_source(source))
        return "PostGIS database";
    const std::filesystem::path path(source);
    return path.has_filename() ? path.filename().string() : path.parent_path().filename().string();
}

} // namespace careshed
