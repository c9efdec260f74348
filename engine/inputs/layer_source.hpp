// May this text be opened as a layer at all? Decided by name and first bytes, before GDAL sees it,
// so that a scenario cannot reach the network, a virtual file system or a file that points
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

/// "PG:dbname=..." names a PostGIS database instead of a file.
[[nodiscard]] bool is_database(const std::string& source);

/// Refuses URLs, GDAL's /vsi paths, driver prefixes, compressed archives and virtual (VRT) files.
[[nodiscard]] std::optional<Refusal> refuse_source(const std::string& source);

/// The source as messages name it: the file's name, or "PostGIS database" (never a password).
[[nodiscard]] std::string shown_source(const std::string& source);

} // namespace careshed
