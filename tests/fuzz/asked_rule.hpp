// A layer of geometries of any kind as what a site must keep away from, read and asked as `check`
// and `rank` do.
#pragma once

#include <utility>
#include <vector>

#include "engine/city/rules.hpp"
#include "tests/fuzz/small_ground.hpp"
#include "tests/fuzz/verdict.hpp"

namespace careshed::fuzz {

inline void ask_rule_of(LayerSpec layer) {
    static const SmallGround town;
    layer.crs = "EPSG:4326";
    const RuleSpec spec{"away", std::move(layer), Metres(150), "", ""};
    const auto rules = verdict_of([&] {
        std::vector<Finding> findings;
        return read_rules({&spec, 1}, town.ground, findings);
    });
    if (!rules.value)
        return;
    for (const Point node : town.map.streets.nodes)
        if (const auto found = first_violation(*rules.value, {&node, 1}))
            claim(found->distance_m >= 0 && found->distance_m <= 150 && found->rule == "away",
                  "what forbids a place lies within the distance");
}

} // namespace careshed::fuzz
