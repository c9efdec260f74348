#include "engine/inputs/special_file.hpp"

#include <string_view>

#include <fmt/format.h>

namespace careshed {

namespace {

namespace fs = std::filesystem;

constexpr int kMostEntries = 100'000;

/// Links are followed. One that leads nowhere is nothing that could be opened.
bool is_special(const fs::file_status& status) {
    return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

bool is_special(const fs::directory_entry& entry) {
    std::error_code ignored;
    return is_special(entry.status(ignored));
}

std::optional<std::string> special_within(const fs::path& folder) {
    int count = 0;
    std::error_code failed;
    for (fs::recursive_directory_iterator entry(folder, failed), none; !failed && entry != none;
         entry.increment(failed)) {
        if (is_special(*entry))
            return fmt::format("the folder holds a pipe, socket or device, {}",
                               entry->path().filename().string());
        if (++count > kMostEntries)
            return fmt::format("the folder holds more than {} files", kMostEntries);
    }
    return failed ? std::optional("the folder cannot be listed: " + failed.message())
                  : std::nullopt;
}

/// Under the source's name with another ending, or an ending more.
std::optional<std::string> special_beside(const fs::path& source) {
    const std::string stem = source.stem().string();
    const fs::path folder = source.parent_path();
    std::error_code failed;
    for (fs::directory_iterator entry(folder.empty() ? "." : folder, failed), none;
         !failed && entry != none; entry.increment(failed)) {
        const std::string name = entry->path().filename().string();
        const bool is_alike =
            name.starts_with(stem + ".") || name.starts_with(source.filename().string());
        if (is_alike && is_special(*entry))
            return fmt::format("beside it lies a pipe, socket or device, {}", name);
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string> special_file(const fs::path& source) {
    std::error_code ignored;
    const fs::file_status status = fs::status(source, ignored);
    if (!fs::exists(status))
        return std::nullopt;
    if (is_special(status))
        return "it is a pipe, socket or device, not a file";
    return fs::is_directory(status) ? special_within(source) : special_beside(source);
}

} // namespace careshed
