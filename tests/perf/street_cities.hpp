// Street cities to walk and drive in: the synthetic harbor grown to as many corners as asked for,
// and Chicago's real streets where its data are at hand.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "engine/access/walk_network.hpp"
#include "engine/city/city.hpp"

namespace careshed::test {

/// Streets and the way people walk them. The network points at the streets, so a city stays where
/// it was made.
struct StreetCity {
    Streets streets;
    WalkNetwork network;

    explicit StreetCity(Streets of) : streets(std::move(of)), network(walk_network(streets)) {}
    StreetCity(const StreetCity&) = delete;
    StreetCity& operator=(const StreetCity&) = delete;
};

/// The harbor of `careshed synth` with about so many corners (20,000 and more): a river with
/// bridges, parks, a hill of winding streets, links left out. What `synth` would draw, and on with
/// the same blocks where it would stop.
[[nodiscard]] Streets harbor_streets(std::size_t corners);
/// As the scenario of Chicago reads them.
[[nodiscard]] Streets chicago_streets(const std::filesystem::path& data);

/// Seeded corners of the main part of the city.
[[nodiscard]] std::vector<std::uint32_t> some_corners(const Streets& streets, std::size_t count);
[[nodiscard]] std::vector<std::uint32_t> every_corner(const Streets& streets);
/// The end of a street at each corner.
[[nodiscard]] std::vector<Place> places_of(const Streets& streets,
                                           const std::vector<std::uint32_t>& corners);

} // namespace careshed::test
