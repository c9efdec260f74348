#include "engine/inputs/source_fingerprint.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <string_view>

#include <fmt/format.h>
#include <gdal.h>
#include <proj.h>
#include <unistd.h>

#include "engine/core/hash.hpp"
#include "engine/inputs/named_alike.hpp"
#include "engine/inputs/scenario_sources.hpp"

namespace careshed {

namespace {

namespace fs = std::filesystem;

/// Written by a database that is not at rest, or beside tables and shapefiles.
std::set<fs::path> files_beside(const fs::path& source) {
    constexpr std::array<std::string_view, 6> kEndings = {".csvt", ".prj", ".qpj",
                                                          ".qix",  ".sbn", ".sbx"};
    std::set<fs::path> files = named_alike(source, kEndings);
    for (const char* ending : {"-wal", "-journal"})
        if (const fs::path file = source.string() + ending; fs::is_regular_file(file))
            files.insert(file);
    return files;
}

/// Settings of GDAL and PROJ that the environment makes.
std::string settings_of_libraries() {
    std::set<std::string> settings;
    for (char** variable = environ; variable && *variable; ++variable)
        for (const std::string_view start :
             {"GDAL", "OGR", "OSR", "CPL", "PROJ", "SHAPE", "SQLITE"})
            if (std::string_view(*variable).starts_with(start))
                settings.insert(*variable);
    return fmt::format("{}", fmt::join(settings, "\n"));
}

/// Which definitions and grids PROJ finds: an added grid moves coordinates.
std::string coordinate_data() {
    std::set<std::string> found;
    const std::string_view path = proj_info().searchpath;
    for (std::size_t at = 0; at <= path.size();) {
        const std::size_t end = std::min(path.find(':', at), path.size());
        std::error_code failed;
        for (fs::directory_iterator entry(path.substr(at, end - at), failed), none;
             !failed && entry != none; entry.increment(failed)) {
            std::error_code unknown;
            found.insert(fmt::format("{} {}", entry->path().string(), entry->file_size(unknown)));
        }
        at = end + 1;
    }
    return fmt::format("{}", fmt::join(found, "\n"));
}

std::string libraries() {
    return fmt::format("GDAL {}\nPROJ {}\n{}\n{}\n", GDALVersionInfo("RELEASE_NAME"),
                       proj_info().version, settings_of_libraries(), coordinate_data());
}

std::string keys_as_text(std::initializer_list<std::string> keys) {
    std::string text;
    for (const std::string& key : keys)
        text += fmt::format("{} {}\n", key.size(), key);
    return text;
}

std::string hashes_of(const std::set<fs::path>& files, const fs::path& folder) {
    std::string text;
    for (const fs::path& file : files)
        text +=
            fmt::format("{} {}\n", file.lexically_relative(folder).string(), sha256_of_file(file));
    return text;
}

} // namespace

std::string source_fingerprint(const RasterSpec& spec) {
    const auto& [source, crs, unit, place] = spec;
    (void)place;
    return libraries() + keys_as_text({source.filename().string(), crs, unit}) +
           hashes_of(raster_files(source), source.parent_path());
}

std::optional<std::string> source_fingerprint(const LayerSpec& spec) {
    // Named one by one, so that a new key of a layer cannot be forgotten here. Where the key stood
    // is no part of what the layer holds.
    const auto& [source, layer, where, x, y, crs, place, is_confidential] = spec;
    if (is_database_source(source))
        return std::nullopt;
    (void)place;
    (void)is_confidential; // decides on messages only
    std::set<fs::path> files = files_of(source);
    files.merge(files_beside(source));
    return libraries() + keys_as_text({source.filename().string(), layer, where, x, y, crs}) +
           hashes_of(files, source.parent_path());
}

} // namespace careshed
