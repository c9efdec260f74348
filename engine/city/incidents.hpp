// Recorded overdoses, from points or area counts, put into areas and onto streets. What cannot be
// used is dropped and counted; no message ever discloses a place, a valid date, or a count
// below 11.
#pragma once

#include <optional>
#include <vector>

#include "engine/city/city.hpp"
#include "engine/city/ground.hpp"
#include "engine/city/rare_groups.hpp"
#include "engine/city/shapes.hpp"

namespace careshed {

/// Areas as the incidents need them; rows as in City::areas.
struct AreaLookup {
    const std::vector<Area>* areas = nullptr;
    const ShapeIndex* shapes = nullptr;
};

/// A point at most this far outside every area belongs to the nearest one (holes where a tract is
/// missing from the layer, water fronts, rounded coordinates).
inline constexpr std::int64_t kJustOutsideCm = 100'000;
/// A point farther than this from every street of the main component has no place on them.
inline constexpr double kIncidentSnapCm = 100'000;

/// Rows in an order of their own, never the layer's. Throws input Errors for what cannot be read,
/// and where no row is left or labels of groups are too many.
[[nodiscard]] IncidentTable read_incidents(const IncidentsSpec& spec, const Ground& ground,
                                           const AreaLookup& areas, std::vector<Finding>& findings);

/// Which of the area, else the nearest within kJustOutsideCm.
[[nodiscard]] std::optional<std::uint32_t> area_of(const ShapeIndex& shapes, Point point);

} // namespace careshed
