// Where does a vehicle stop for a place that nothing drives to, a home on a footpath or steps? At
// the nearest place of a street that is driven, as the crow flies; the rest is walked.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/city/streets/streets.hpp"

namespace careshed {

struct Kerb {
    Place place;               ///< the place itself where its street is driven
    std::uint32_t walk_ds = 0; ///< from there to the place, straight, at the usual pace
};

/// One a place. Where nothing drives anywhere a place is its own kerb, and no drive will reach it.
[[nodiscard]] std::vector<Kerb> kerbs_of(const Streets& streets, std::span<const Place> places);

/// The places of kerbs, for a table of drives.
[[nodiscard]] std::vector<Place> places_of(std::span<const Kerb> kerbs);

} // namespace careshed
