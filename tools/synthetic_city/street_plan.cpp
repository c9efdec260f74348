#include "tools/synthetic_city/street_plan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

#include "engine/core/error.hpp"
#include "engine/core/random.hpp"
#include "tools/synthetic_city/terrain.hpp"

namespace careshed::synthetic {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
constexpr double kHillMissingShare = 0.2;
/// Swerve of a hill street against its length: 1.22 times as long, and neighbours never meet.
constexpr double kHillBend = 0.175;

/// What a grid draw is for; part of the key, so that no two draws share numbers.
enum class GridDraw : std::uint64_t { corner, link_east, link_north };

/// The grid while it is being thinned: corner ids by cell, and links as pairs of corners.
class Grid {
  public:
    Grid(const CityPlan& plan, std::uint64_t seed) : plan_(plan), seed_(seed) {}

    StreetPlan draw() {
        place_corners();
        link_neighbours();
        add_bridges();
        return keep_largest_part();
    }

  private:
    const CityPlan& plan_;
    std::uint64_t seed_;
    StreetPlan streets_;
    std::vector<std::uint32_t> corner_at_; // by row * columns + column

    [[nodiscard]] std::uint32_t at(int column, int row) const {
        return corner_at_[static_cast<std::size_t>(row) * static_cast<std::size_t>(plan_.columns) +
                          static_cast<std::size_t>(column)];
    }

    /// A mirrored plan draws once for a cell and its mirror image: `mirror` is the image's column.
    [[nodiscard]] DrawStream stream(GridDraw draw, int column, int mirror, int row) const {
        const int keyed = plan_.mirrored ? std::max(column, mirror) : column;
        const std::uint64_t entity = (static_cast<std::uint64_t>(draw) << 60) |
                                     (static_cast<std::uint64_t>(keyed) << 30) |
                                     static_cast<std::uint64_t>(row);
        return DrawStream({seed_, Purpose::synthetic_city, entity, 0});
    }

    void place_corners() {
        for (int row = 0; row < plan_.rows; ++row)
            for (int column = 0; column < plan_.columns; ++column) {
                const int mirror = plan_.columns - 1 - column;
                DrawStream draws = stream(GridDraw::corner, column, mirror, row);
                const double shift = (2 * draws.uniform() - 1) * plan_.jitter;
                const double sign = plan_.mirrored && column < mirror ? -1 : 1;
                const Spot spot{(column - (plan_.columns - 1) / 2.0) * plan_.block_x + sign * shift,
                                (row - (plan_.rows - 1) / 2.0) * plan_.block_y +
                                    (2 * draws.uniform() - 1) * plan_.jitter};
                const bool keep = is_buildable(plan_, spot);
                corner_at_.push_back(keep ? static_cast<std::uint32_t>(streets_.corners.size())
                                          : kNone);
                if (keep)
                    streets_.corners.push_back(spot);
            }
    }

    void link_neighbours() {
        for (int row = 0; row < plan_.rows; ++row)
            for (int column = 0; column < plan_.columns; ++column) {
                if (column + 1 < plan_.columns)
                    link(at(column, row), at(column + 1, row),
                         stream(GridDraw::link_east, column, plan_.columns - 2 - column, row),
                         "Synthetic Avenue " + std::to_string(row + 1));
                if (row + 1 < plan_.rows)
                    link(at(column, row), at(column, row + 1),
                         stream(GridDraw::link_north, column, plan_.columns - 1 - column, row),
                         "Synthetic Street " + std::to_string(column + 1));
            }
    }

    void link(std::uint32_t a, std::uint32_t b, DrawStream draws, std::string name) {
        if (a == kNone || b == kNone)
            return;
        const Spot from = streets_.corners[a];
        const Spot to = streets_.corners[b];
        const bool winds = is_on_hill(plan_, from) && is_on_hill(plan_, to);
        const double missing = winds ? kHillMissingShare : plan_.missing_share;
        if (is_across_river(plan_, from, to) || draws.uniform() < missing)
            return;
        add(a, b, std::move(name));
        if (winds)
            bend(streets_.streets.back(), draws.uniform() < 0.5 ? -1 : 1);
    }

    void add(std::uint32_t a, std::uint32_t b, std::string name) {
        Street street;
        street.from = a;
        street.to = b;
        street.name = std::move(name);
        street.shape = {streets_.corners[a], streets_.corners[b]};
        street.length = distance(street.shape.front(), street.shape.back());
        streets_.streets.push_back(std::move(street));
    }

    /// Turns a straight street into an S: there is no elevation yet, so a slope costs length.
    static void bend(Street& street, double sign) {
        const Spot a = street.shape.front();
        const Spot b = street.shape.back();
        const auto swerve = [&](double share, double side) {
            const double push = kHillBend * side * sign;
            return Spot{a.x + share * (b.x - a.x) - push * (b.y - a.y),
                        a.y + share * (b.y - a.y) + push * (b.x - a.x)};
        };
        street.shape = {a, swerve(0.25, 1), swerve(0.75, -1), b};
        street.length = 0;
        for (std::size_t i = 1; i < street.shape.size(); ++i)
            street.length += distance(street.shape[i - 1], street.shape[i]);
    }

    /// Joins the last corner of the west bank to the first of the east bank on the bridge's row.
    void add_bridges() {
        if (!plan_.river)
            return;
        int number = 0;
        for (const double y : plan_.river->bridges) {
            const double from_south = y / plan_.block_y + (plan_.rows - 1) / 2.0;
            const int nearest = static_cast<int>(std::floor(from_south + 0.5));
            const int row = std::clamp(nearest, 0, plan_.rows - 1);
            std::uint32_t west = kNone, east = kNone;
            for (int column = 0; column < plan_.columns; ++column) {
                const std::uint32_t corner = at(column, row);
                if (corner == kNone || east != kNone)
                    continue;
                const Spot spot = streets_.corners[corner];
                (spot.x < river_centre(*plan_.river, spot.y) ? west : east) = corner;
            }
            if (west == kNone || east == kNone)
                continue;
            add(west, east, "Synthetic Bridge " + std::to_string(++number));
            streets_.streets.back().has_homes = false;
        }
    }

    /// Part of each corner by repeated union; the smallest corner names its part.
    [[nodiscard]] std::vector<std::uint32_t> parts() const {
        std::vector<std::uint32_t> parent(streets_.corners.size());
        for (std::uint32_t i = 0; i < parent.size(); ++i)
            parent[i] = i;
        const auto root = [&](std::uint32_t i) {
            while (parent[i] != i)
                i = parent[i] = parent[parent[i]];
            return i;
        };
        for (const Street& street : streets_.streets) {
            const std::uint32_t a = root(street.from);
            const std::uint32_t b = root(street.to);
            parent[std::max(a, b)] = std::min(a, b);
        }
        for (std::uint32_t i = 0; i < parent.size(); ++i)
            parent[i] = root(i);
        return parent;
    }

    [[nodiscard]] StreetPlan keep_largest_part() const {
        const std::vector<std::uint32_t> part = parts();
        std::vector<std::uint32_t> size(part.size(), 0);
        for (const std::uint32_t p : part)
            ++size[p];
        const auto largest =
            static_cast<std::uint32_t>(std::max_element(size.begin(), size.end()) - size.begin());
        StreetPlan kept;
        std::vector<std::uint32_t> renamed(part.size(), kNone);
        for (std::uint32_t i = 0; i < part.size(); ++i)
            if (part[i] == largest) {
                renamed[i] = static_cast<std::uint32_t>(kept.corners.size());
                kept.corners.push_back(streets_.corners[i]);
            }
        for (Street street : streets_.streets)
            if (part[street.from] == largest) {
                street.from = renamed[street.from];
                street.to = renamed[street.to];
                kept.streets.push_back(std::move(street));
            }
        return kept;
    }
};

/// A square of four paths around `centre` that nothing else touches, as real street data always
/// hold.
void add_piece_apart(StreetPlan& plan, Spot centre, std::string_view name) {
    const auto first = static_cast<std::uint32_t>(plan.corners.size());
    constexpr double kHalf = 35;
    for (const Spot step : {Spot{-1, -1}, Spot{1, -1}, Spot{1, 1}, Spot{-1, 1}})
        plan.corners.push_back({centre.x + kHalf * step.x, centre.y + kHalf * step.y});
    for (std::uint32_t i = 0; i < 4; ++i) {
        Street street;
        street.from = first + i;
        street.to = first + (i + 1) % 4;
        street.name = name;
        street.shape = {plan.corners[street.from], plan.corners[street.to]};
        street.length = distance(street.shape.front(), street.shape.back());
        street.has_homes = false;
        plan.streets.push_back(std::move(street));
    }
}

} // namespace

StreetPlan draw_streets(const CityPlan& plan, std::uint64_t seed) {
    StreetPlan streets = Grid(plan, seed).draw();
    if (plan.has_coast)
        add_piece_apart(streets, bay_centre(plan), "Synthetic Islet Path");
    for (const Disc& park : plan.parks) {
        add_piece_apart(streets, park.centre, "Synthetic Park Path");
        if (plan.mirrored)
            add_piece_apart(streets, {-park.centre.x, park.centre.y}, "Synthetic Park Path");
    }
    return streets;
}

Spot point_along(const Street& street, double along) {
    for (std::size_t i = 1; i < street.shape.size(); ++i) {
        const Spot a = street.shape[i - 1];
        const Spot b = street.shape[i];
        const double leg = distance(a, b);
        if (along <= leg || i + 1 == street.shape.size()) {
            const double share = std::min(along / leg, 1.0);
            return {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
        }
        along -= leg;
    }
    return street.shape.back();
}

} // namespace careshed::synthetic
