// Fixed-point tallies: exact, and the same in any order and any split.
#include <algorithm>
#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

#include "engine/core/random.hpp"
#include "engine/core/tally.hpp"

namespace careshed::tally_test {

namespace {

std::vector<double> terms() {
    DrawStream draws(DrawKey{.seed = 4});
    std::vector<double> values;
    for (int i = 0; i < 10'000; ++i)
        values.push_back((draws.uniform() - 0.3) * (i % 7 == 0 ? 1e-9 : 3.0));
    return values;
}

} // namespace

TEST_CASE("A tally is the same in any order and any split, where plain doubles differ", "[tally]") {
    std::vector<double> values = terms();
    EventTally forward;
    double plain_forward = 0;
    for (double value : values) {
        forward.add(value);
        plain_forward += value;
    }
    std::reverse(values.begin(), values.end());
    EventTally backward;
    double plain_backward = 0;
    for (double value : values) {
        backward.add(value);
        plain_backward += value;
    }
    EventTally shards[3];
    EventTally joined;
    for (std::size_t i = 0; i < values.size(); ++i)
        shards[i * i % 3].add(values[i]);
    for (const EventTally& shard : {shards[2], shards[0], shards[1]})
        joined.add(shard);
    CHECK(plain_forward != plain_backward);
    CHECK(forward.units() == backward.units());
    CHECK(forward.units() == joined.units());
    CHECK(std::abs(forward.value() - plain_forward) < 1e-9);
}

TEST_CASE("A term is rounded once, half away from zero", "[tally]") {
    const auto units = [](double value) {
        FixedTally<1> tally; // halves
        tally.add(value);
        return tally.units();
    };
    CHECK(units(0.25) == 1);
    CHECK(units(-0.25) == -1);
    CHECK(units(0.24) == 0);
    CHECK(units(-0.24) == 0);
    CHECK(units(10) == 20);
}

TEST_CASE("Adding and taking away the same leaves exactly nothing", "[tally]") {
    EventTally tally;
    for (double value : terms())
        tally.add(value);
    for (double value : terms())
        tally.add(-value);
    CHECK(tally.units() == 0);
    CHECK(tally.value() == 0);
}

TEST_CASE("Tallies have the range and resolution they promise", "[tally]") {
    EventTally events;
    events.add(260'000);
    events.add(0x1p-44);
    CHECK(events.units() == (std::int64_t{260'000} << 44) + 1);
    VolumeTally volume;
    volume.add(2.7e11);
    CHECK(volume.value() == 2.7e11);
}

} // namespace careshed::tally_test
