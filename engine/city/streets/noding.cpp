#include "engine/city/streets/noding.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "engine/city/streets/along_shape.hpp"
#include "engine/city/streets/line_vertices.hpp"

namespace careshed {

namespace {

/// Finds where lines cross or touch each other, and cuts them there.
class Cutter {
  public:
    explicit Cutter(const std::vector<StreetLine>& lines) : lines_(lines) {
        visit_pairs(lines_, 0, [&](Segment s, Segment t) {
            if (s.line != t.line || t.first > s.first + 1)
                meet(s, t);
        });
        std::ranges::sort(cuts_);
        const auto rest = std::ranges::unique(cuts_);
        cuts_.erase(rest.begin(), rest.end());
    }

    /// Where there is something to cut.
    [[nodiscard]] std::vector<Point> crossings() const {
        std::vector<Point> points;
        for (const AddedVertex& cut : cuts_)
            points.push_back(cut.point);
        return points;
    }

    [[nodiscard]] std::vector<StreetLine> pieces() const {
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

    static void split(const StreetLine& line, std::span<const AddedVertex> cuts,
                      std::vector<StreetLine>& pieces) {
        const std::vector<Point> shape = without_repeats(with_vertices(line.shape, cuts));
        StreetLine piece{"", "", {shape.front()}, line.traffic};
        for (std::size_t i = 1; i < shape.size(); ++i) {
            piece.shape.push_back(shape[i]);
            const bool is_cut = std::ranges::any_of(
                cuts, [&](const AddedVertex& cut) { return cut.point == shape[i]; });
            if (is_cut || i + 1 == shape.size()) {
                pieces.push_back(piece);
                piece.shape.assign(1, shape[i]);
            }
        }
    }

    const std::vector<StreetLine>& lines_;
    std::vector<AddedVertex> cuts_;
};

/// Returns the crossings that are left after all rounds.
std::vector<Point> cut_crossings(std::vector<StreetLine>& lines, int most_rounds) {
    for (int round = 0;; ++round) {
        const Cutter cutter(lines);
        std::vector<Point> crossings = cutter.crossings();
        if (crossings.empty() || round == most_rounds)
            return crossings;
        lines = cutter.pieces();
    }
}

} // namespace

NodedLines node_crossings(std::vector<StreetLine> lines, int most_rounds) {
    for (StreetLine& line : lines)
        line.shape = without_repeats(line.shape);
    NodedLines noded{std::move(lines), 0, {}};
    const std::size_t given = noded.lines.size();
    noded.left = snap_ends(noded.lines, most_rounds);
    const std::vector<Point> crossings = cut_crossings(noded.lines, most_rounds);
    noded.left.insert(noded.left.end(), crossings.begin(), crossings.end());
    std::ranges::sort(noded.left);
    const auto rest = std::ranges::unique(noded.left);
    noded.left.erase(rest.begin(), rest.end());
    noded.cuts = noded.lines.size() - given;
    return noded;
}

} // namespace careshed
