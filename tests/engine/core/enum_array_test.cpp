#include "engine/core/enum_array.hpp"

#include <catch2/catch.hpp>
#include <concepts>
#include <numeric>

namespace careshed {

namespace {

enum class Season { dry, wet, cold };
enum class Other { one };

} // namespace

template <> inline constexpr std::size_t kCountOf<Season> = 3;
template <> inline constexpr std::size_t kCountOf<Other> = 1;

namespace {

template <class Table, class Key>
constexpr bool kReads = requires(const Table& table, Key key) { table[key]; };

} // namespace

static_assert(kCountOf<Other> == 1);

TEST_CASE("A table holds one value for each value of its enum", "[core]") {
    EnumArray<Season, int> days{200, 100, 65};
    CHECK(days.size() == 3);
    CHECK(days[Season::wet] == 100);
    days[Season::cold] = 66;
    CHECK(days[2] == 66);
    CHECK(std::accumulate(days.begin(), days.end(), 0) == 366);
    CHECK(days != EnumArray<Season, int>{200, 100, 65});
}

TEST_CASE("A table begins with the values' defaults", "[core]") {
    for (const int value : EnumArray<Season, int>{})
        CHECK(value == 0);
}

TEST_CASE("A table cannot be read by the value of another enum", "[core]") {
    STATIC_REQUIRE(kReads<EnumArray<Season, int>, Season>);
    STATIC_REQUIRE_FALSE(kReads<EnumArray<Season, int>, Other>);
}

} // namespace careshed
