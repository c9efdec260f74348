#include "engine/inputs/source_search.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace careshed {

namespace fs = std::filesystem;

fs::path SourceSearch::find(const std::string& source, const std::string& place, SourceKind kind) {
    std::vector<fs::path> tried;
    if (is_database_source(source) || fs::path(source).is_absolute())
        tried.emplace_back(source);
    else {
        if (!data_.empty())
            tried.push_back(data_ / source);
        tried.push_back(scenario_.parent_path() / source);
    }
    std::error_code ignored;
    const auto found = std::ranges::find_if(tried, [&](const fs::path& path) {
        return is_database_source(source) || fs::exists(path, ignored);
    });
    if (const auto refusal = refuse_source(found == tried.end() ? source : found->string(), kind)) {
        refused_.push_back(
            {place, fmt::format("{}: {}", shown_source(source), refusal->message), refusal->hint});
        return {};
    }
    if (found != tried.end())
        return *found;
    complain_missing(source, place, tried);
    return {};
}

void SourceSearch::complain_missing(const std::string& source, const std::string& place,
                                    const std::vector<fs::path>& tried) {
    if (fs::path(source).is_absolute()) {
        missing_.push_back({place, fmt::format("no file or folder {}", source), "check the path"});
        return;
    }
    std::string folders;
    for (const fs::path& path : tried) {
        const std::string folder = path.string().substr(0, path.string().size() - source.size());
        folders += (folders.empty() ? "" : ", ") + (folder.empty() ? "./" : folder);
    }
    missing_.push_back({place, fmt::format("no file or folder \"{}\" in {}", source, folders),
                        data_.empty() ? "name the folder that holds it with --data DIR"
                                      : "check the name and the folder given by --data"});
}

} // namespace careshed
