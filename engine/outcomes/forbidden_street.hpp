// Which pieces of street a siting rule forbids: its distance taken straight, as rules are applied,
// and walked along the streets, as people would meet it. Asked at the middle of every piece (at
// most 25 m), so each end of a forbidden interval is known to half a piece. Lengths in whole
// centimetres, exactly at the distance is forbidden. Cost: a look-up of features a piece, 0.4 to 4
// us where 100 m to 1.6 km hold few of them, and one search over the pieces that the rule reaches.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/access/search_graph.hpp"
#include "engine/city/rules.hpp"
#include "engine/city/streets/streets.hpp"
#include "engine/population/street_pieces.hpp"

namespace careshed {

/// How far from the street a feature's door may be: people leave the street anywhere within this.
inline constexpr std::int64_t kOffStreetCm = 6000;

/// The main component's walkable streets in pieces, in and outside the areas, strung on a graph.
struct StreetSamples {
    std::vector<StreetPiece> pieces; ///< by edge, then along it
    std::vector<Point> middles;      ///< of pieces
    SearchGraph walk;                ///< centimetres between the streets' nodes, then the pieces
    std::uint32_t first_piece = 0;   ///< node of the first piece
};

/// Pieces are as long as street_pieces.hpp cuts them.
[[nodiscard]] StreetSamples sample_streets(const Streets& streets);

/// By piece, 1 or 0; added up over rules, how many of them forbid it.
struct Forbidden {
    std::vector<std::uint32_t> straight, walked;
};

/// A feature is walked to from every piece whose middle lies within kOffStreetCm of it, or from the
/// nearest one where none does, and that last leg is straight. No walk is shorter than the straight
/// line: what is allowed by that is allowed on foot. Asks rule.features: one thread a rule at a
/// time.
[[nodiscard]] Forbidden forbidden_street(const StreetSamples& samples, const Rule& rule);

} // namespace careshed
