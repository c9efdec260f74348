// Street maps drawn in characters, so that a test can be read at a glance:
//
//     A---B
//     |    \        letters and digits are crossings; - | / and \ are streets between them
//     C-----D
//
// One character is `cell` metres; east is right, north is up; the top left character is at the
// origin.
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/city/streets/street_network.hpp"

namespace careshed::test {

struct AsciiMap {
    std::vector<StreetLine> lines; ///< straight, with the crossings' letters as node names
    std::map<char, Point> crossings;
    Streets streets;

    [[nodiscard]] std::uint32_t node(char letter) const {
        for (std::uint32_t i = 0; i < streets.nodes.size(); ++i)
            if (streets.nodes[i] == crossings.at(letter))
                return i;
        throw std::out_of_range(std::string("no crossing ") + letter);
    }
    [[nodiscard]] std::uint32_t edge(char a, char b) const {
        for (const Arc& arc : streets.arcs_of(node(a)))
            if (arc.head == node(b))
                return arc.edge;
        throw std::out_of_range(std::string("no street ") + a + b);
    }
    /// `share` (0..1) of the way from crossing a to crossing b.
    [[nodiscard]] Place between(char a, char b, double share) const {
        const std::uint32_t e = edge(a, b);
        const double from = streets.edges[e].from == node(a) ? share : 1 - share;
        return {e, static_cast<std::uint16_t>(from * 65535 + 0.5)};
    }
};

class AsciiReader {
  public:
    AsciiReader(std::string_view drawing, double cell_metres) : cell_cm_(cell_metres * 100) {
        std::string row;
        for (const char c : drawing) {
            if (c == '\n') {
                rows_.push_back(row);
                row.clear();
            } else {
                row += c;
            }
        }
        rows_.push_back(row);
    }

    AsciiMap read() {
        AsciiMap map;
        for (int r = 0; r < static_cast<int>(rows_.size()); ++r)
            for (int c = 0; c < static_cast<int>(rows_[static_cast<std::size_t>(r)].size()); ++c)
                if (is_crossing(at(r, c))) {
                    map.crossings[at(r, c)] = point(r, c);
                    follow(map, r, c, 0, 1, '-');
                    follow(map, r, c, 1, 0, '|');
                    follow(map, r, c, 1, 1, '\\');
                    follow(map, r, c, 1, -1, '/');
                }
        map.streets = build_network(map.lines).streets;
        return map;
    }

  private:
    static bool is_crossing(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
    [[nodiscard]] char at(int r, int c) const {
        if (r < 0 || r >= static_cast<int>(rows_.size()) || c < 0)
            return ' ';
        const std::string& row = rows_[static_cast<std::size_t>(r)];
        return c < static_cast<int>(row.size()) ? row[static_cast<std::size_t>(c)] : ' ';
    }
    [[nodiscard]] Point point(int r, int c) const {
        return {static_cast<std::int32_t>(c * cell_cm_), static_cast<std::int32_t>(-r * cell_cm_)};
    }
    void follow(AsciiMap& map, int r, int c, int down, int right, char mark) const {
        const int r0 = r, c0 = c;
        for (r += down, c += right; at(r, c) == mark; r += down, c += right) {
        }
        const bool is_street = r - r0 + (c > c0 ? c - c0 : c0 - c) > 0 &&
                               at(r0 + down, c0 + right) == mark && is_crossing(at(r, c));
        if (is_street)
            map.lines.push_back({std::string(1, at(r0, c0)),
                                 std::string(1, at(r, c)),
                                 {point(r0, c0), point(r, c)},
                                 {}});
    }

    std::vector<std::string> rows_;
    double cell_cm_;
};

/// The drawing may start with a line break, which is left out.
inline AsciiMap read_map(std::string_view drawing, double cell_metres = 10) {
    if (!drawing.empty() && drawing.front() == '\n')
        drawing.remove_prefix(1);
    return AsciiReader(drawing, cell_metres).read();
}

} // namespace careshed::test
