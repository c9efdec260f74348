#include "engine/inputs/scenario_sources.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "engine/core/text.hpp"

namespace careshed {

namespace fs = std::filesystem;

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
    if (source.extension() == ".shp")
        for (const char* part : {".dbf", ".shx", ".prj", ".cpg"})
            if (const fs::path beside = fs::path(source).replace_extension(part);
                fs::is_regular_file(beside))
                files.insert(beside);
    if (fs::is_directory(source))
        for (const auto& entry : fs::recursive_directory_iterator(source))
            if (entry.is_regular_file())
                files.insert(entry.path());
    return files;
}

std::set<fs::path> raster_files(const fs::path& source) {
    std::set<fs::path> files;
    const std::string start = source.stem().string() + ".";
    std::error_code ignored;
    for (const auto& entry :
         fs::directory_iterator(source.has_parent_path() ? source.parent_path() : ".", ignored)) {
        const std::string name = entry.path().filename().string();
        const std::string ending = lower_case(entry.path().extension().string());
        const bool tells =
            std::ranges::any_of(std::array{".hdr", ".prj", ".tfw", ".wld", ".xml", ".ige"},
                                [&](const char* known) { return ending == known; });
        if (name == source.filename() || (tells && name.starts_with(start)))
            files.insert(source.parent_path() / name);
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
