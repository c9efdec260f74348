// Streets of a layer, read as every verb does, then kept and taken back as the cache does.
#pragma once

#include <string>

#include "engine/city/streets/read_streets.hpp"
#include "engine/city/streets/street_columns.hpp"
#include "engine/core/hash.hpp"
#include "tests/fuzz/verdict.hpp"

namespace careshed::fuzz {

inline void keep_streets_of(const StreetsSpec& spec) {
    static const std::string key = sha256("a layer");
    const auto read = [&] {
        KnownStreets known;
        known.read = read_streets(spec, known.findings);
        return columns_of(known, key);
    };
    const auto columns = verdict_of(read);
    const auto again = verdict_of(read);
    claim(columns.words == again.words, "streets are refused twice in the same words");
    claim(columns.value == again.value, "streets are read twice alike");
    if (!columns.value)
        return;
    const auto kept = streets_from(*columns.value, key);
    claim(kept.has_value(), "streets that were read are sound");
    claim(columns_of(*kept, key) == *columns.value, "streets come back as they were kept");
}

} // namespace careshed::fuzz
