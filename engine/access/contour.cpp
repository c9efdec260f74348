#include "engine/access/contour.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace careshed {

namespace {

using Loop = std::vector<Point>;

constexpr std::uint32_t kNowhere = std::numeric_limits<std::uint32_t>::max();

/// Sides of a cell, as raster edges on which a contour crosses.
enum class Side : std::uint8_t { south, east, north, west, none };

/// Where a contour enters and leaves a cell with the inside on its left.
struct Turn {
    Side from = Side::none, to = Side::none;
};
using Turns = std::array<Turn, 2>;

constexpr Turn kNoTurn{};
/// By corners inside: 1 south-west, 2 south-east, 4 north-east, 8 north-west. Saddles (5 and 10)
/// stand here with their corners apart.
constexpr std::array<Turns, 16> kTurns = {{
    {kNoTurn, kNoTurn},
    {{{Side::south, Side::west}, kNoTurn}},
    {{{Side::east, Side::south}, kNoTurn}},
    {{{Side::east, Side::west}, kNoTurn}},
    {{{Side::north, Side::east}, kNoTurn}},
    {{{Side::south, Side::west}, {Side::north, Side::east}}},
    {{{Side::north, Side::south}, kNoTurn}},
    {{{Side::north, Side::west}, kNoTurn}},
    {{{Side::west, Side::north}, kNoTurn}},
    {{{Side::south, Side::north}, kNoTurn}},
    {{{Side::east, Side::south}, {Side::west, Side::north}}},
    {{{Side::east, Side::north}, kNoTurn}},
    {{{Side::west, Side::east}, kNoTurn}},
    {{{Side::south, Side::east}, kNoTurn}},
    {{{Side::west, Side::south}, kNoTurn}},
    {kNoTurn, kNoTurn},
}};
constexpr Turns kJoined5 = {{{Side::south, Side::east}, {Side::north, Side::west}}};
constexpr Turns kJoined10 = {{{Side::west, Side::south}, {Side::east, Side::north}}};

/// Strings the turns of all cells into rings. Works on the raster in a frame of nodes outside.
class Tracer {
  public:
    explicit Tracer(const RasterField& field)
        : raster_(field.raster), width_(static_cast<std::uint32_t>(raster_.columns) + 2),
          value_(static_cast<std::size_t>(width_) * (raster_.rows + 2), raster_.cell_cm),
          next_(2 * value_.size(), kNowhere) {
        for (std::int32_t row = 0; row < raster_.rows; ++row)
            std::copy_n(field.value.begin() + std::ptrdiff_t{row} * raster_.columns,
                        raster_.columns, value_.begin() + std::ptrdiff_t{row + 1} * width_ + 1);
        for (std::uint32_t node = 0; node + width_ + 1 < value_.size(); ++node)
            cross(node); // cells that wrap around lie in the frame: nothing crosses them
    }

    /// Each ring once, from its first raster edge on; edges count from south to north.
    std::vector<Loop> rings() {
        std::vector<Loop> rings;
        for (std::uint32_t first = 0; first < next_.size(); ++first) {
            if (next_[first] == kNowhere)
                continue;
            Loop ring;
            for (std::uint32_t at = first; next_[at] != kNowhere;
                 at = std::exchange(next_[at], kNowhere))
                ring.push_back(crossing(at));
            rings.push_back(std::move(ring));
        }
        return rings;
    }

  private:
    /// The raster edge on a side of the cell that has this node as its south-west corner: edge 2 n
    /// leads from node n to the east, 2 n + 1 to the north.
    [[nodiscard]] std::uint32_t edge_of(std::uint32_t node, Side side) const {
        switch (side) {
        case Side::south:
            return 2 * node;
        case Side::north:
            return 2 * (node + width_);
        case Side::west:
            return 2 * node + 1;
        default:
            return 2 * (node + 1) + 1;
        }
    }

    void cross(std::uint32_t node) {
        const std::array<std::int64_t, 4> corners = {
            value_[node], value_[node + 1], value_[node + width_ + 1], value_[node + width_]};
        std::size_t inside = 0;
        for (std::size_t i = 0; i < 4; ++i)
            inside |= static_cast<std::size_t>(corners[i] <= 0) << i;
        if (inside == 0 || inside == 15)
            return;
        Turns turns = kTurns[inside];
        if (corners[0] + corners[1] + corners[2] + corners[3] <= 0) {
            if (inside == 5)
                turns = kJoined5;
            if (inside == 10)
                turns = kJoined10;
        }
        for (const Turn turn : turns)
            if (turn.from != Side::none)
                next_[edge_of(node, turn.from)] = edge_of(node, turn.to);
    }

    /// Centimetres from an inside node towards an outside one: never at either of them.
    [[nodiscard]] std::int32_t towards(std::int64_t inside, std::int64_t outside) const {
        const std::int64_t cell = raster_.cell_cm;
        return static_cast<std::int32_t>(
            std::clamp<std::int64_t>(cell * -inside / (outside - inside), 1, cell - 1));
    }
    [[nodiscard]] Point crossing(std::uint32_t edge) const {
        const std::uint32_t node = edge / 2;
        const bool is_north = edge % 2 == 1;
        const std::int32_t a = value_[node], b = value_[is_north ? node + width_ : node + 1];
        const std::int32_t along = a <= 0 ? towards(a, b) : raster_.cell_cm - towards(b, a);
        const Point start = raster_.node(static_cast<std::int32_t>(node % width_) - 1,
                                         static_cast<std::int32_t>(node / width_) - 1);
        return is_north ? Point{start.x, start.y + along} : Point{start.x + along, start.y};
    }

    Raster raster_;
    std::uint32_t width_;
    std::vector<std::int32_t> value_; ///< with the frame
    std::vector<std::uint32_t> next_; ///< by raster edge that a contour crosses
};

/// Positive when p lies left of the way from a to b.
std::int64_t side_of(Point a, Point b, Point p) {
    return (std::int64_t{b.x} - a.x) * (std::int64_t{p.y} - a.y) -
           (std::int64_t{b.y} - a.y) * (std::int64_t{p.x} - a.x);
}

/// Closes a ring and leaves out vertices on the straight way between their neighbours.
Loop straightened(const Loop& ring) {
    Loop kept;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Point before = kept.empty() ? ring.back() : kept.back();
        if (side_of(before, ring[i], ring[(i + 1) % ring.size()]) != 0)
            kept.push_back(ring[i]);
    }
    kept.push_back(kept.front());
    return kept;
}

/// Whether a point off the ring lies within it: crossings of the ray to the east, on integers.
bool surrounds(const Loop& ring, Point p) {
    bool is_within = false;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const Point a = ring[i - 1], b = ring[i];
        if ((a.y > p.y) != (b.y > p.y) && (side_of(a, b, p) > 0) == (b.y > a.y))
            is_within = !is_within;
    }
    return is_within;
}

} // namespace

std::int64_t doubled_area(const std::vector<Point>& ring) {
    std::int64_t sum = 0;
    for (std::size_t i = 1; i < ring.size(); ++i)
        sum += side_of(ring.front(), ring[i - 1], ring[i]);
    return sum;
}

std::vector<Polygon> contours_of(const RasterField& field) {
    const std::int64_t least = 2 * std::int64_t{field.raster.cell_cm} * field.raster.cell_cm;
    std::vector<Polygon> polygons;
    std::vector<std::int64_t> areas; // of the polygons' outer rings
    std::vector<Loop> holes;
    for (const Loop& raw : Tracer(field).rings()) {
        Loop ring = straightened(raw);
        const std::int64_t area = doubled_area(ring);
        if (area >= least) {
            polygons.push_back({{std::move(ring)}});
            areas.push_back(area);
        } else if (area <= -least) {
            holes.push_back(std::move(ring));
        }
    }
    for (Loop& hole : holes) { // belongs to the smallest ring around it
        std::size_t owner = polygons.size();
        for (std::size_t i = 0; i < polygons.size(); ++i)
            if ((owner == polygons.size() || areas[i] < areas[owner]) &&
                surrounds(polygons[i].rings.front(), hole.front()))
                owner = i;
        polygons[owner].rings.push_back(std::move(hole));
    }
    return polygons;
}

} // namespace careshed
