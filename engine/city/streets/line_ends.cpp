#include "engine/city/streets/line_ends.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include "engine/city/streets/line_vertices.hpp"

namespace careshed {

namespace {

/// What each end is meant to touch, and one round of pulling.
class EndSnapper {
  public:
    explicit EndSnapper(std::vector<StreetLine>& lines) : lines_(lines) {
        visit_pairs(lines_, kTouchCm, [&](Segment s, Segment t) {
            if (s.line == t.line)
                return;
            note(s, t);
            note(t, s);
        });
        std::erase_if(targets_, [&](const auto& snap) {
            return snap.second.rank < 2 && snap.second.point == point_at(snap.first);
        });
    }

    /// Ends that are to move. None: every end is where it belongs.
    [[nodiscard]] std::vector<Point> astray() const {
        std::vector<Point> points;
        for (const auto& [end, target] : targets_)
            if (target.rank < 2)
                points.push_back(point_at(end));
        return points;
    }

    void snap() {
        std::vector<AddedVertex> added;
        for (const auto& [end, target] : targets_)
            if (target.rank == 2)
                added.push_back(vertex_at(lines_, target.segment, point_at(end)));
        insert(added);
        for (const auto& [end, target] : targets_)
            if (target.rank < 2)
                point_at(end) = target.point;
        for (StreetLine& line : lines_)
            line.shape = without_repeats(line.shape);
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

    [[nodiscard]] Point& point_at(End end) const {
        std::vector<Point>& shape = lines_[end.first].shape;
        return end.second ? shape.back() : shape.front();
    }

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

    void insert(std::vector<AddedVertex>& added) {
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
};

} // namespace

std::vector<Point> snap_ends(std::vector<StreetLine>& lines, int most_rounds) {
    for (int round = 0;; ++round) {
        EndSnapper snapper(lines);
        std::vector<Point> astray = snapper.astray();
        if (round == most_rounds)
            return astray;
        snapper.snap();
        if (astray.empty())
            return astray;
    }
}

} // namespace careshed
