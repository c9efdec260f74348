// A candidate's effect in the sample city beside the document's loop over people.
#pragma once

#include <catch2/catch.hpp>

#include "tests/models/effect_twin.hpp"
#include "tests/models/harbor_study.hpp"

namespace careshed::test {

/// By setting and row, in deciseconds.
inline std::array<std::vector<std::uint32_t>, 2> walks_to(const HarborStudy& harbor,
                                                          std::size_t site) {
    const Reach& reach = harbor.times.to_candidate[site];
    const People& people = harbor.population.people;
    const auto walk = [&](const std::vector<Place>& places) {
        return times_from_places(harbor.network, reach, harbor.times.limit, places);
    };
    return {walk(people.private_place), walk(people.public_place)};
}

/// Within rounding.
inline Approx close_to(double value) { return Approx(value).epsilon(1e-9); }

inline void check_equal(const SiteEffect& effect, const TwinEffect& twin) {
    CHECK(effect.uses_wanted_a_day == close_to(twin.wanted_a_day));
    CHECK(effect.use.uses_a_day == close_to(twin.served_a_day));
    CHECK(effect.deaths_averted[kPrivate] == close_to(twin.deaths[0]));
    CHECK(effect.deaths_averted[kPublic] == close_to(twin.deaths[1]));
    CHECK(effect.overdoses_on_site == close_to(twin.overdoses));
    CHECK(effect.runs_averted == close_to(twin.runs_averted));
    CHECK(effect.runs_on_site == close_to(twin.runs_on_site));
}

inline void check_equal_with_groups(const SiteEffect& effect, const TwinEffect& twin) {
    check_equal(effect, twin);
    REQUIRE(effect.deaths_averted_by_group.size() == twin.by_group.size());
    for (std::size_t g = 0; g < twin.by_group.size(); ++g)
        CHECK(effect.deaths_averted_by_group[g] == close_to(twin.by_group[g]).margin(1e-10));
}

} // namespace careshed::test
