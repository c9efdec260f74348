#include "engine/inputs/named_alike.hpp"

#include <algorithm>
#include <system_error>

#include "engine/core/text.hpp"

namespace careshed {

namespace fs = std::filesystem;

std::vector<NamedAlike> named_alike(const fs::path& source) {
    const fs::path folder = source.parent_path();
    const std::string stem = source.stem().string();
    std::vector<NamedAlike> found;
    std::error_code failed;
    for (fs::directory_iterator entry(folder.empty() ? "." : folder, failed), none;
         !failed && entry != none; entry.increment(failed)) {
        const std::string name = entry->path().filename().string();
        std::error_code ignored;
        if (name.starts_with(stem + ".") && entry->is_regular_file(ignored))
            found.push_back({folder / name, lower_case(name.substr(stem.size()))});
    }
    return found;
}

std::set<fs::path> named_alike(const fs::path& source, std::span<const std::string_view> endings) {
    std::set<fs::path> files;
    for (const NamedAlike& part : named_alike(source))
        if (std::ranges::find(endings, part.ending) != endings.end())
            files.insert(part.file);
    return files;
}

} // namespace careshed
