// What a layer's features follow from, as a text to hash: the bytes of its files and of the small
// files that GDAL reads beside them, the keys that choose from them, and the libraries, coordinate
// data and settings of this machine that read them. Cost: every file is read once, about 1.7 GB/s
// where the processor knows SHA-256.
#pragma once

#include <optional>
#include <string>

#include "engine/inputs/scenario.hpp"

namespace careshed {

/// Of a raster likewise.
[[nodiscard]] std::string source_fingerprint(const RasterSpec& spec);

/// Nothing for a database: whether it is still the same cannot be determined. Throws a resource
/// Error when a file cannot be read.
[[nodiscard]] std::optional<std::string> source_fingerprint(const LayerSpec& spec);

} // namespace careshed
