// Would opening this source reach something that is no file? A pipe or device answers when it
// likes, or never; a library that opens one waits for it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace careshed {

/// Why the source cannot be opened: it is a pipe, socket or device, or one lies in it (a folder) or
/// beside it under its name (a part of a shapefile), or it is a folder of more than 100,000
/// entries or one that cannot be listed. Nothing when it is or names only files, or does not exist.
[[nodiscard]] std::optional<std::string> special_file(const std::filesystem::path& source);

} // namespace careshed
