// The outer loop with lives: how many worlds a draw it asks for.
#include <catch2/catch.hpp>

#include "models/lives_study.hpp"

using namespace careshed;

TEST_CASE("worlds are added as chance asks, at least one and never more than the most") {
    CHECK(worlds_after(4, 0.0125) == 5);
    CHECK(worlds_after(4, 0.015) == 6);
    CHECK(worlds_after(4, 1) == kMostWorlds);
    CHECK(worlds_after(kMostWorlds - 1, 0.001) == kMostWorlds);
    CHECK(worlds_after(kMostWorlds, 0.5) == kMostWorlds);
}
