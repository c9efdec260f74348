// The files beside a source that are called as it is but for the ending: parts of a shapefile, and
// what says where a raster lies. Drivers find them in any case of letters.
#pragma once

#include <filesystem>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace careshed {

struct NamedAlike {
    std::filesystem::path file;
    std::string ending; ///< what follows the source's stem, in small letters: ".dbf", ".tif.xml"
};

/// The source among them; none where its folder cannot be listed.
[[nodiscard]] std::vector<NamedAlike> named_alike(const std::filesystem::path& source);

/// Those of these endings, which are given in small letters.
[[nodiscard]] std::set<std::filesystem::path>
named_alike(const std::filesystem::path& source, std::span<const std::string_view> endings);

} // namespace careshed
