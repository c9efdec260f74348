// What a failed call on a file or folder says to the person: the file, the cause in words, and what
// can be done about it.
#pragma once

#include <filesystem>
#include <string_view>

namespace careshed {

/// Throws a resource Error: "cannot `deed`" and the cause, an errno.
[[noreturn]] void throw_file_failure(const std::filesystem::path& path, std::string_view deed,
                                     int cause);

} // namespace careshed
