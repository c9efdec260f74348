// May this text be opened as a layer or raster at all? Decided by name and first bytes, before GDAL
// sees it, so that a scenario cannot reach the network, a virtual file system or a file that points
// elsewhere.
#pragma once

#include <optional>
#include <string>

namespace careshed {

/// Why a source is refused, and what to do instead.
struct Refusal {
    std::string message;
    std::string hint;
};

/// "PG:dbname=..." names a PostGIS database instead of a file; it may hold a password. All else is
/// a file or is refused, postgresql://... as a web address.
[[nodiscard]] bool is_database_source(const std::string& source);

/// Features, or a raster of heights: what may be used instead differs.
enum class SourceKind { layer, raster };

/// Refuses URLs, GDAL's /vsi paths, driver prefixes, compressed archives, virtual (VRT) files and
/// what special_file() names; as a raster also databases.
[[nodiscard]] std::optional<Refusal> refuse_source(const std::string& source,
                                                   SourceKind kind = SourceKind::layer);

/// The source as messages name it: the file's name, or "PostGIS database" (never a password).
[[nodiscard]] std::string shown_source(const std::string& source);

} // namespace careshed
