#include "engine/inputs/scenario_sources.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <system_error>

#include "engine/core/text.hpp"
#include "engine/inputs/named_alike.hpp"

namespace careshed {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 5> kShapefileParts = {".shp", ".shx", ".dbf", ".prj",
                                                             ".cpg"};

/// Types of a table's columns, and the CRS of its coordinates.
constexpr std::array<std::string_view, 2> kBesideTable = {".csvt", ".prj"};

/// Whichever of its three main files is named, a shapefile is read whole.
bool is_part_of_shapefile(const fs::path& source) {
    const auto main_files = std::span(kShapefileParts).first<3>();
    return std::ranges::find(main_files, lower_case(source.extension().string())) !=
           main_files.end();
}

} // namespace

std::vector<fs::path> sources_of(const Scenario& scenario) {
    std::vector<fs::path> sources{scenario.streets.layer.source, scenario.areas.layer.source,
                                  scenario.incidents.layer.source};
    if (scenario.elevation)
        sources.push_back(scenario.elevation->source);
    if (scenario.stations.given)
        sources.push_back(scenario.stations.layer.source);
    if (scenario.candidates.layer)
        sources.push_back(scenario.candidates.layer->source);
    for (const RuleSpec& rule : scenario.rules)
        sources.push_back(rule.away_from.source);
    std::erase_if(sources, [](const fs::path& source) { return source.empty(); });
    return sources;
}

std::set<fs::path> files_of(const fs::path& source) {
    std::set<fs::path> files;
    if (is_database_source(source))
        return files;
    if (fs::is_regular_file(source))
        files.insert(source);
    if (is_part_of_shapefile(source))
        files.merge(named_alike(source, kShapefileParts));
    if (lower_case(source.extension().string()) == ".csv")
        files.merge(named_alike(source, kBesideTable));
    if (fs::is_directory(source))
        for (const auto& entry : fs::recursive_directory_iterator(source))
            if (entry.is_regular_file())
                files.insert(entry.path());
    return files;
}

std::set<fs::path> raster_files(const fs::path& source) {
    std::set<fs::path> files;
    if (std::error_code ignored; fs::exists(source, ignored))
        files.insert(source);
    for (const NamedAlike& part : named_alike(source)) {
        const bool tells =
            std::ranges::any_of(std::array{".hdr", ".prj", ".tfw", ".wld", ".xml", ".ige"},
                                [&](const char* known) { return part.ending.ends_with(known); });
        if (tells)
            files.insert(part.file);
    }
    return files;
}

std::set<fs::path> files_of(const Scenario& scenario) {
    std::set<fs::path> files;
    for (const fs::path& source : sources_of(scenario))
        files.merge(scenario.elevation && source == scenario.elevation->source
                        ? raster_files(source)
                        : files_of(source));
    return files;
}

} // namespace careshed
