#include "engine/report/street_path.hpp"

#include <algorithm>
#include <vector>

namespace careshed {
namespace {

/// A drawn piece between two snapped points; stored both ways, `twin` is the other way.
struct Piece {
    Point from, to;
    std::size_t twin = 0;
    bool is_drawn = false;
    [[nodiscard]] auto ends() const { return std::pair(from, to); }
};

Point snapped(Point units, int grain) {
    const auto snap = [&](int value) {
        const int shifted = value + grain / 2;
        return (shifted >= 0 ? shifted : shifted - grain + 1) / grain;
    };
    return {snap(units.x), snap(units.y)};
}

bool touches(const MapFrame& frame, std::span<const Point> shape) {
    return std::any_of(shape.begin(), shape.end(), [&](Point point) { return frame.holds(point); });
}

/// Every distinct piece, in both directions, sorted by where it starts.
std::vector<Piece> pieces_of(const Streets& streets, std::span<const std::uint32_t> edges,
                             const MapFrame& frame, int grain) {
    std::vector<std::pair<Point, Point>> ways;
    for (const std::uint32_t edge : edges) {
        const std::span<const Point> shape = streets.shape_of(streets.edges[edge]);
        if (!touches(frame, shape))
            continue;
        for (std::size_t vertex = 1; vertex < shape.size(); ++vertex) {
            const Point a = snapped(frame.to_units(shape[vertex - 1]), grain);
            const Point b = snapped(frame.to_units(shape[vertex]), grain);
            if (a != b) {
                ways.emplace_back(a, b);
                ways.emplace_back(b, a);
            }
        }
    }
    std::sort(ways.begin(), ways.end());
    ways.erase(std::unique(ways.begin(), ways.end()), ways.end());
    std::vector<Piece> pieces;
    for (const auto& [from, to] : ways)
        pieces.push_back({from, to});
    for (Piece& piece : pieces) {
        const auto way_back =
            std::lower_bound(ways.begin(), ways.end(), std::pair(piece.to, piece.from));
        piece.twin = static_cast<std::size_t>(way_back - ways.begin());
    }
    return pieces;
}

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// The piece to go on with from a point: straight on if there is one, else any that is left.
std::size_t next_piece(const std::vector<Piece>& pieces, Point at, Point heading) {
    auto first =
        std::lower_bound(pieces.begin(), pieces.end(), at,
                         [](const Piece& piece, Point point) { return piece.from < point; });
    std::size_t found = kNone;
    for (; first != pieces.end() && first->from == at; ++first) {
        if (first->is_drawn)
            continue;
        const auto row = static_cast<std::size_t>(first - pieces.begin());
        if (Point{first->to.x - at.x, first->to.y - at.y} == heading)
            return row;
        if (found == kNone)
            found = row;
    }
    return found;
}

/// Numbers of a relative path need a blank between them unless a minus sign parts them.
void append_number(std::string& path, int value, bool is_first) {
    if (!is_first && value >= 0)
        path += ' ';
    path += std::to_string(value);
}

/// Draws from one piece until the way ends; steps in the same direction become one.
void draw_chain(std::vector<Piece>& pieces, std::size_t start, int grain, std::string& path) {
    path += 'M' + std::to_string(pieces[start].from.x * grain);
    append_number(path, pieces[start].from.y * grain, false);
    path += 'l';
    Point step{0, 0};
    bool is_first = true;
    const auto flush = [&] {
        if (step == Point{0, 0})
            return;
        append_number(path, step.x * grain, is_first);
        append_number(path, step.y * grain, false);
        is_first = false;
        step = {0, 0};
    };
    for (std::size_t row = start; row != kNone;) {
        Piece& piece = pieces[row];
        piece.is_drawn = pieces[piece.twin].is_drawn = true;
        const Point move{piece.to.x - piece.from.x, piece.to.y - piece.from.y};
        const bool is_straight = std::int64_t{step.x} * move.y == std::int64_t{step.y} * move.x &&
                                 std::int64_t{step.x} * move.x >= 0 &&
                                 std::int64_t{step.y} * move.y >= 0;
        if (!is_straight)
            flush();
        step = {step.x + move.x, step.y + move.y};
        row = next_piece(pieces, piece.to, move);
    }
    flush();
}

std::string path_at(std::vector<Piece> pieces, int grain) {
    std::string path;
    for (std::size_t row = 0; row < pieces.size(); ++row)
        if (!pieces[row].is_drawn)
            draw_chain(pieces, row, grain, path);
    return path;
}

} // namespace

std::string street_path(const Streets& streets, std::span<const std::uint32_t> edges,
                        const MapFrame& frame, std::size_t most_bytes) {
    std::string smallest;
    for (int grain = 1; grain <= 64; grain *= 2) {
        std::string path = path_at(pieces_of(streets, edges, frame, grain), grain);
        // A coarser grain can bend straight streets and so grow before it shrinks.
        if (grain == 1 || path.size() < smallest.size())
            smallest = std::move(path);
        if (smallest.size() <= most_bytes)
            break;
    }
    return smallest;
}

} // namespace careshed
