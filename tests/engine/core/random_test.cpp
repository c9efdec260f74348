// Keyed draws: the published answers of Philox, and what the rest of the engine relies on.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <Random123/philox.h>
#include <catch2/catch.hpp>

#include "engine/core/error.hpp"
#include "engine/core/random.hpp"

namespace careshed::random_test {

namespace {

using Words = std::array<std::uint32_t, 4>;

/// Philox4x32-10 written out from the paper (Salmon et al. 2011), slow and literal.
Words literal_philox(Words counter, std::array<std::uint32_t, 2> key) {
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t product0 = std::uint64_t{0xD2511F53} * counter[0];
        const std::uint64_t product1 = std::uint64_t{0xCD9E8D57} * counter[2];
        counter = {static_cast<std::uint32_t>(product1 >> 32U) ^ counter[1] ^ key[0],
                   static_cast<std::uint32_t>(product1),
                   static_cast<std::uint32_t>(product0 >> 32U) ^ counter[3] ^ key[1],
                   static_cast<std::uint32_t>(product0)};
        key[0] += 0x9E3779B9U;
        key[1] += 0xBB67AE85U;
    }
    return counter;
}

Words library_philox(const Words& counter, const std::array<std::uint32_t, 2>& key) {
    const auto bits =
        r123::Philox4x32()({{counter[0], counter[1], counter[2], counter[3]}}, {{key[0], key[1]}});
    return {bits[0], bits[1], bits[2], bits[3]};
}

} // namespace

TEST_CASE("Philox4x32-10 gives the published known answers", "[random]") {
    // kat_vectors of Random123: nought, all ones, and the digits of pi.
    struct Known {
        Words counter;
        std::array<std::uint32_t, 2> key;
        Words answer;
    };
    const std::uint32_t ones = 0xffffffff;
    const std::array<Known, 3> known = {
        {{{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
         {{ones, ones, ones, ones}, {ones, ones}, {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
         {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
          {0xa4093822, 0x299f31d0},
          {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}}}};
    for (const Known& vector : known) {
        CHECK(library_philox(vector.counter, vector.key) == vector.answer);
        CHECK(literal_philox(vector.counter, vector.key) == vector.answer);
    }
    CHECK(random_block({.purpose = Purpose{0}}, 0) == known[0].answer);
}

TEST_CASE("A key's words stand where the header says", "[random]") {
    const DrawKey key{.seed = 0x1122334455667788,
                      .purpose = Purpose::parameter,
                      .entity = 0x99aabbccddeeff01,
                      .replicate = 7};
    const auto purpose = static_cast<std::uint32_t>(Purpose::parameter);
    for (std::uint32_t n : {0U, 1U, 0xfffffU})
        CHECK(random_block(key, n) == literal_philox({0xddeeff01, 0x99aabbcc, 7, purpose << 20 | n},
                                                     {0x55667788, 0x11223344}));
    CHECK_THROWS_AS(random_block(key, 1U << 20U), careshed::Error);
}

TEST_CASE("A stream reads its blocks in order and a copy replays it", "[random]") {
    const DrawKey key{.seed = 3, .entity = 14};
    DrawStream stream(key);
    DrawStream words = stream;
    for (std::uint32_t n = 0; n < 3; ++n)
        for (std::uint32_t word : random_block(key, n))
            CHECK(stream.bits32() == word);
    DrawStream copy = stream;
    CHECK(copy.bits64() == stream.bits64());
    const std::uint64_t low = words.bits32();
    const std::uint64_t high = words.bits32();
    CHECK(DrawStream(key).bits64() == (high << 32U | low));
}

TEST_CASE("Streams differ in every part of the key", "[random]") {
    const DrawKey key{.seed = 1, .entity = 1, .replicate = 1};
    std::vector<DrawKey> keys(5, key);
    keys[1].seed = 2;
    keys[2].purpose = Purpose::incidence;
    keys[3].entity = 2;
    keys[4].replicate = 2;
    std::vector<Words> blocks;
    for (const DrawKey& one : keys)
        blocks.push_back(random_block(one, 0));
    std::sort(blocks.begin(), blocks.end());
    CHECK(std::unique(blocks.begin(), blocks.end()) == blocks.end());
}

TEST_CASE("Uniforms lie inside (0, 1), even in their 20 classes, and follow their formula",
          "[random]") {
    constexpr int kDraws = 200'000;
    constexpr int kClasses = 20;
    std::array<int, kClasses> seen{};
    DrawStream stream(DrawKey{.seed = 9});
    DrawStream bits = stream;
    for (int i = 0; i < kDraws; ++i) {
        const double u = stream.uniform();
        REQUIRE(u > 0);
        REQUIRE(u < 1);
        REQUIRE(u == (static_cast<double>(bits.bits64() >> 11U) + 0.5) / 0x1p53);
        ++seen[static_cast<std::size_t>(u * kClasses)];
    }
    double chi_squared = 0;
    for (int count : seen)
        chi_squared += std::pow(count - kDraws / kClasses, 2) / (kDraws / kClasses);
    CHECK(chi_squared < 43.8); // 99.9 % point at 19 degrees of freedom
    // The largest and the smallest k the formula admits.
    CHECK((0x1p53 - 2 + 0.5) * 0x1p-53 < 1);
    CHECK((0 + 0.5) * 0x1p-53 > 0);
}

TEST_CASE("below(n) is even and stays below n", "[random]") {
    DrawStream stream(DrawKey{.seed = 10});
    for (std::uint32_t n : {1U, 2U, 7U, 12U}) {
        std::vector<int> seen(n);
        constexpr int kDraws = 84'000;
        for (int i = 0; i < kDraws; ++i)
            ++seen.at(stream.below(n));
        const double expected = static_cast<double>(kDraws) / n;
        for (int count : seen)
            CHECK(std::abs(count - expected) <= 4 * std::sqrt(expected));
    }
    // Nearly half of the words must be redrawn here, and the upper third must not be short.
    const std::uint32_t wide = 0x80000001U;
    int upper = 0;
    for (int i = 0; i < 30'000; ++i) {
        const std::uint32_t drawn = stream.below(wide);
        REQUIRE(drawn < wide);
        upper += drawn >= wide / 3 * 2 ? 1 : 0;
    }
    CHECK(std::abs(upper - 10'000) < 4 * std::sqrt(30'000 * 2.0 / 9));
    CHECK_THROWS_AS(stream.below(0), careshed::Error);
}

} // namespace careshed::random_test
