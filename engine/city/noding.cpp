#include "engine/city/noding.hpp"

#include <map>
#include <optional>
#include <span>
#include <utility>

#include "engine/city/along_shape.hpp"
#include "engine/city/segment_pairs.hpp"

namespace careshed {

namespace {

/// Rounding bends lines by half a centimetre, which can make new crossings; two rounds are usual.
constexpr int kMostRounds = 10;

/// Bridges, tunnels and freeways pass over or under what they cross.
bool is_apart(const StreetLine& line) {
    return line.traffic.is_level || line.traffic.kind == StreetClass::motorway;
}

std::int64_t turn(Point a, Point b, Point c) {
    return (std::int64_t{b.x} - a.x) * (std::int64_t{c.y} - a.y) -
           (std::int64_t{b.y} - a.y) * (std::int64_t{c.x} - a.x);
}

/// How far along a -> b, times the length of a -> b.
std::int64_t along(Point a, Point b, Point c) {
    return (std::int64_t{b.x} - a.x) * (std::int64_t{c.x} - a.x) +
           (std::int64_t{b.y} - a.y) * (std::int64_t{c.y} - a.y);
}

/// A new vertex of a line, and whether the line ends there.
struct Vertex {
    std::uint32_t line = 0, segment = 0;
    std::int64_t along = 0;
    Point point;
    auto operator<=>(const Vertex&) const = default;
};

std::pair<Point, Point> ends_of(const std::vector<StreetLine>& lines, Segment s) {
    return {lines[s.line].shape[s.first], lines[s.line].shape[s.first + 1]};
}

Vertex vertex_at(const std::vector<StreetLine>& lines, Segment s, Point point) {
    const auto [a, b] = ends_of(lines, s);
    return {s.line, s.first, along(a, b, point), point};
}

/// The line with the vertices in it, each of them once.
std::vector<Point> with_vertices(const std::vector<Point>& shape, std::span<const Vertex> added) {
    std::vector<Point> result{shape.front()};
    const auto append = [&](Point point) {
        if (result.back() != point)
            result.push_back(point);
    };
    std::size_t next = 0;
    for (std::uint32_t i = 0; i + 1 < shape.size(); ++i) {
        for (; next < added.size() && added[next].segment == i; ++next)
            append(added[next].point);
        append(shape[i + 1]);
    }
    return result;
}

/// A line without repeated vertices; a mere point stays the two vertices that say so.
std::vector<Point> without_repeats(const std::vector<Point>& shape) {
    std::vector<Point> result = with_vertices(shape, {});
    if (result.size() == 1)
        result.push_back(result.front());
    return result;
}

/// Pulls the ends of lines onto what they are meant to touch. Each end goes to the first of: the
/// smallest other end within reach, the nearest vertex of another line; else the nearest line gets
/// a vertex at the end.
class EndPuller {
  public:
    explicit EndPuller(std::vector<StreetLine>& lines) : lines_(lines) {}

    /// False when every end is where it belongs.
    bool pull() {
        visit_pairs(lines_, kTouchCm, [&](Segment s, Segment t) {
            if (s.line == t.line)
                return;
            note(s, t);
            note(t, s);
        });
        std::vector<Vertex> added;
        bool is_moved = false;
        for (const auto& [end, target] : targets_) {
            Point& point =
                end.second ? lines_[end.first].shape.back() : lines_[end.first].shape.front();
            if (target.rank == 2)
                added.push_back(vertex_at(lines_, target.segment, point));
            else if (point != target.point) {
                moved_.emplace_back(end, target.point);
                is_moved = true;
            }
        }
        insert(added);
        for (const auto& [end, point] : moved_)
            (end.second ? lines_[end.first].shape.back() : lines_[end.first].shape.front()) = point;
        for (StreetLine& line : lines_)
            line.shape = without_repeats(line.shape);
        return is_moved;
    }

  private:
    using End = std::pair<std::uint32_t, bool>; ///< line, and whether its last vertex
    struct Target {
        int rank = 3; ///< 0 an end, 1 a vertex, 2 the inside of a segment
        std::int64_t distance2 = 0;
        Point point;
        Segment segment{};
        auto operator<=>(const Target&) const = default;
    };

    void offer(End end, Target target) {
        const auto [at, is_new] = targets_.try_emplace(end, target);
        if (!is_new)
            at->second = std::min(at->second, target);
    }

    [[nodiscard]] bool is_end(Segment s, bool of_last) const {
        return of_last ? s.first + 2 == lines_[s.line].shape.size() : s.first == 0;
    }

    static std::int64_t distance2(Point a, Point b) { return along(a, b, b); }

    /// The ends of line s that are near segment t.
    void note(Segment s, Segment t) {
        const auto [first, last] = ends_of(lines_, s);
        if (is_end(s, false))
            note_end({s.line, false}, first, t);
        if (is_end(s, true))
            note_end({s.line, true}, last, t);
    }

    void note_end(End end, Point point, Segment t) {
        const auto [c, d] = ends_of(lines_, t);
        for (const auto& [vertex, is_last] : {std::pair(c, false), std::pair(d, true)}) {
            const std::int64_t away = distance2(point, vertex);
            if (away > kTouchCm * kTouchCm)
                continue;
            if (is_end(t, is_last) && vertex < point) // of several ends all go to the smallest
                offer(end, {0, 0, vertex, {}});
            else if (!is_end(t, is_last) && !is_apart(lines_[t.line]))
                offer(end, {1, away, vertex, {}});
        }
        if (is_apart(lines_[t.line]))
            return;
        const std::int64_t whole = distance2(c, d), part = along(c, d, point);
        const auto off = static_cast<double>(turn(c, d, point));
        if (part > 0 && part < whole && point != c && point != d &&
            off * off <= double(kTouchCm * kTouchCm) * double(whole))
            offer(end, {2, static_cast<std::int64_t>(off * off / double(whole)), point, t});
    }

    void insert(std::vector<Vertex>& added) {
        std::ranges::sort(added);
        for (std::size_t i = 0; i < added.size();) {
            std::size_t next = i;
            while (next < added.size() && added[next].line == added[i].line)
                ++next;
            std::vector<Point>& shape = lines_[added[i].line].shape;
            shape = with_vertices(shape, std::span(added).subspan(i, next - i));
            i = next;
        }
    }

    std::vector<StreetLine>& lines_;
    std::map<End, Target> targets_;
    std::vector<std::pair<End, Point>> moved_;
};

/// Finds where lines cross or touch each other, and cuts them there.
class Cutter {
  public:
    explicit Cutter(const std::vector<StreetLine>& lines) : lines_(lines) {}

    /// The pieces; empty when there is nothing to cut.
    std::optional<std::vector<StreetLine>> cut() {
        visit_pairs(lines_, 0, [&](Segment s, Segment t) {
            if (s.line != t.line || t.first > s.first + 1)
                meet(s, t);
        });
        std::ranges::sort(cuts_);
        const auto rest = std::ranges::unique(cuts_);
        cuts_.erase(rest.begin(), rest.end());
        if (cuts_.empty())
            return std::nullopt;
        std::vector<StreetLine> pieces;
        std::size_t i = 0;
        for (std::uint32_t line = 0; line < lines_.size(); ++line) {
            const std::size_t first = i;
            while (i < cuts_.size() && cuts_[i].line == line)
                ++i;
            split(lines_[line], std::span(cuts_).subspan(first, i - first), pieces);
        }
        return pieces;
    }

  private:
    [[nodiscard]] std::pair<Point, Point> ordered_ends(Segment s) const {
        const auto [a, b] = ends_of(lines_, s);
        return {std::min(a, b), std::max(a, b)};
    }

    void meet(Segment s, Segment t) {
        // The same crossing whichever line comes first and whichever way it runs.
        if (ordered_ends(t) < ordered_ends(s))
            std::swap(s, t);
        const auto [p, q] = ordered_ends(s);
        const auto [u, v] = ordered_ends(t);
        const std::int64_t p_side = turn(u, v, p), q_side = turn(u, v, q);
        const std::int64_t u_side = turn(p, q, u), v_side = turn(p, q, v);
        touch(s, t, p, p_side);
        touch(s, t, q, q_side);
        touch(t, s, u, u_side);
        touch(t, s, v, v_side);
        const auto differ = [](std::int64_t x, std::int64_t y) {
            return (x < 0 && y > 0) || (x > 0 && y < 0);
        };
        if (!differ(p_side, q_side) || !differ(u_side, v_side) || is_apart(lines_[s.line]) ||
            is_apart(lines_[t.line]))
            return;
        const double share = double(p_side) / (double(p_side) - double(q_side));
        const Point crossing = between(p, q, share);
        add_cut(s, crossing);
        add_cut(t, crossing);
    }

    /// A vertex of segment s that lies on segment t cuts both lines; of a bridge only its ends do.
    void touch(Segment s, Segment t, Point vertex, std::int64_t side) {
        const auto [c, d] = ends_of(lines_, t);
        const std::int64_t part = along(c, d, vertex);
        if (side != 0 || part < 0 || part > along(c, d, d))
            return;
        const std::vector<Point>& own = lines_[s.line].shape;
        const bool is_end = vertex == own.front() || vertex == own.back();
        if ((is_apart(lines_[s.line]) || is_apart(lines_[t.line])) && !is_end)
            return;
        add_cut(s, vertex);
        add_cut(t, vertex);
    }

    /// Where a line starts or ends it is cut already.
    void add_cut(Segment s, Point point) {
        const StreetLine& line = lines_[s.line];
        const bool at_first = s.first == 0 && point == line.shape.front();
        const bool at_last = s.first + 2 == line.shape.size() && point == line.shape.back();
        if (!is_apart(line) && !at_first && !at_last)
            cuts_.push_back(vertex_at(lines_, s, point));
    }

    static void split(const StreetLine& line, std::span<const Vertex> cuts,
                      std::vector<StreetLine>& pieces) {
        const std::vector<Point> shape = without_repeats(with_vertices(line.shape, cuts));
        StreetLine piece{"", "", {shape.front()}, line.traffic};
        for (std::size_t i = 1; i < shape.size(); ++i) {
            piece.shape.push_back(shape[i]);
            const bool is_cut =
                std::ranges::any_of(cuts, [&](const Vertex& cut) { return cut.point == shape[i]; });
            if (is_cut || i + 1 == shape.size()) {
                pieces.push_back(piece);
                piece.shape.assign(1, shape[i]);
            }
        }
    }

    const std::vector<StreetLine>& lines_;
    std::vector<Vertex> cuts_;
};

} // namespace

NodedLines node_crossings(std::vector<StreetLine> lines) {
    for (StreetLine& line : lines)
        line.shape = without_repeats(line.shape);
    for (int round = 0; round < kMostRounds && EndPuller(lines).pull(); ++round) {
    }
    NodedLines noded{std::move(lines), 0};
    const std::size_t given = noded.lines.size();
    for (int round = 0; round < kMostRounds; ++round) {
        auto pieces = Cutter(noded.lines).cut();
        if (!pieces)
            break;
        noded.lines = std::move(*pieces);
    }
    noded.cuts = noded.lines.size() - given;
    return noded;
}

} // namespace careshed
