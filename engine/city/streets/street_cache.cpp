#include "engine/city/streets/street_cache.hpp"

#include <exception>
#include <utility>

#include <fmt/format.h>

#include "engine/city/streets/street_columns.hpp"
#include "engine/city/streets/street_heights.hpp"
#include "engine/core/hash.hpp"
#include "engine/inputs/source_fingerprint.hpp"

namespace careshed {

namespace {

/// Nothing where the layer's content cannot be determined; its reader will report the fault.
/// Another build of the program is another key: nobody has to remember what changed.
std::optional<CacheKey> key_of(const StreetSources& sources) {
    // Named one by one, so that a new key of the scenario cannot be forgotten here.
    const auto& [layer, is_osm, from, to, freeways, footways, bridges, kind, oneway, speed, in_mph,
                 meet_at_crossings] = sources.streets;
    std::string keys = fmt::format("{} {} {}\n", is_osm, in_mph, meet_at_crossings);
    for (const std::string& key : {from, to, freeways, footways, bridges, kind, oneway, speed})
        keys += fmt::format("{} {}\n", key.size(), key);
    try {
        const auto source = source_fingerprint(layer);
        if (!source)
            return std::nullopt;
        const std::string heights =
            sources.elevation ? source_fingerprint(*sources.elevation) : "level";
        return CacheKey{"streets",
                        sha256(fmt::format("{}\n{}{}\n{}", sha256_of_file("/proc/self/exe"), keys,
                                           *source, heights))};
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

std::optional<KnownStreets> known_streets(CacheFolder& cache, const CacheKey& key) {
    const auto file = cache.find(key);
    if (!file)
        return std::nullopt;
    auto known = streets_from(file->bytes(), key.sha256);
    const std::string path = cache.path_of(key).string();
    cache.note(known ? "streets taken from " + path : path + " is damaged: streets read anew");
    return known;
}

} // namespace

StreetsRead read_streets(const StreetSources& sources, CacheFolder* cache,
                         std::vector<Finding>& findings) {
    const auto key = cache ? key_of(sources) : std::nullopt;
    auto known = key ? known_streets(*cache, *key) : std::nullopt;
    const bool is_new = !known;
    if (is_new) {
        known.emplace();
        known->read = read_streets(sources.streets, known->findings);
        if (sources.elevation)
            lay_on_ground(known->read, *sources.elevation, known->findings);
    }
    // Kept only if the files are still those whose fingerprint was taken before they were read.
    const auto key_after = is_new && key ? key_of(sources) : std::nullopt;
    if (key_after && key_after->sha256 == key->sha256)
        cache->keep(*key, columns_of(*known, key->sha256));
    findings.insert(findings.end(), known->findings.begin(), known->findings.end());
    return std::move(known->read);
}

} // namespace careshed
