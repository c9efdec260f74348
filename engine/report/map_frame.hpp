// From the city's grid to whole units of a drawing: north up, one scale, integers only, so that the
// same study draws the same characters.
#pragma once

#include <cstdint>

#include "engine/inputs/projection.hpp"

namespace careshed {

struct MapFrame {
    Point low;  ///< south-west corner of what is drawn
    Point high; ///< north-east corner
    std::int64_t cm_per_unit = 1;

    [[nodiscard]] int width() const { return units(std::int64_t{high.x} - low.x); }
    [[nodiscard]] int height() const { return units(std::int64_t{high.y} - low.y); }
    /// Units right of the west edge and below the north edge.
    [[nodiscard]] Point to_units(Point place) const {
        return {units(std::int64_t{place.x} - low.x), units(std::int64_t{high.y} - place.y)};
    }
    [[nodiscard]] bool holds(Point place) const {
        return place.x >= low.x && place.x <= high.x && place.y >= low.y && place.y <= high.y;
    }

  private:
    [[nodiscard]] int units(std::int64_t cm) const {
        // Rounds down also for places west or north of the frame.
        const std::int64_t quotient = cm / cm_per_unit;
        return static_cast<int>(cm % cm_per_unit < 0 ? quotient - 1 : quotient);
    }
};

/// A frame whose longer side has about `longest` units, with a margin of 3 % around the corners
/// given.
[[nodiscard]] MapFrame frame_around(Point low, Point high, int longest);

} // namespace careshed
