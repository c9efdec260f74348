#include "engine/core/replaceable.hpp"

#include <cctype>
#include <string>

#include <fmt/format.h>

#include "engine/core/error.hpp"
#include "engine/core/safe_file.hpp"

namespace careshed {

namespace fs = std::filesystem;

namespace {

constexpr const char* kHint = "name a folder of its own for the results";

bool is_at_or_below(fs::path path, const fs::path& folder) {
    for (;; path = path.parent_path()) {
        if (path == folder)
            return true;
        if (path == path.parent_path())
            return false;
    }
}

} // namespace

bool holds_careshed_manifest(const fs::path& folder) {
    const fs::path manifest = folder / "manifest.json";
    std::error_code ignored;
    if (!fs::is_regular_file(manifest, ignored))
        return false;
    std::string text = read_file(manifest);
    std::erase_if(text, [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; });
    return text.find(R"("program":{"name":"careshed")") != std::string::npos;
}

void refuse_to_replace(const fs::path& folder, const HoldsOldResults& holds_old_results) {
    const auto refuse = [&](const char* message, const char* hint) {
        throw Error(ErrorKind::usage, folder.string(), message, hint);
    };
    if (!fs::is_directory(folder))
        refuse("is a file, not a folder of results", "choose another folder");
    if (is_at_or_below(fs::current_path(), fs::canonical(folder)))
        refuse("the folder you work in would be replaced", kHint);
    if (fs::exists(folder / ".git"))
        refuse("holds a git repository, which would be replaced", kHint);
    if (!fs::is_empty(folder) && !holds_old_results(folder))
        refuse("holds something else than old results of careshed; --overwrite would delete it",
               "choose another folder, or empty this one yourself");
}

void refuse_to_replace_inputs(const fs::path& folder, std::span<const fs::path> inputs) {
    if (folder.empty() || !fs::exists(folder))
        return;
    const fs::path real = fs::canonical(folder);
    for (const fs::path& input : inputs)
        if (std::error_code ignored; !input.empty() && fs::exists(input, ignored) &&
                                     is_at_or_below(fs::canonical(input), real))
            throw Error(ErrorKind::usage, folder.string(),
                        fmt::format("holds {}, which this run reads", input.string()), kHint);
}

} // namespace careshed
