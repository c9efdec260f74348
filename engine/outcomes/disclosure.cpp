#include "engine/outcomes/disclosure.hpp"

#include <algorithm>
#include <deque>
#include <limits>
#include <numeric>

#include "engine/core/steps.hpp"
#include "engine/core/text.hpp"

namespace careshed {
namespace {

using Mask = std::vector<bool>;
constexpr double kUnbounded = std::numeric_limits<double>::infinity();
constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();

bool is_small(double count) { return count > 0 && count < kSmallestShown; }

/// Cells of one row or column that may be hidden together: none, or two with enough people between
/// them. Zeros are shown, so a reader knows that a hidden cell is at least 1: the slack is sum -
/// cells.
bool line_is_safe(std::span<const double> counts, const Mask& hidden,
                  const std::vector<std::size_t>& line) {
    double sum = 0, cells = 0;
    for (const std::size_t cell : line)
        if (hidden[cell]) {
            sum += counts[cell];
            cells += 1;
        }
    if (cells == 0)
        return true;
    return cells >= 2 && sum >= kSmallestShown && sum - cells + 1 >= kFewestPossible;
}

/// The shown cell to hide next: the smallest positive one, zeros last, ties to the first.
std::size_t next_to_hide(std::span<const double> counts, const Mask& hidden,
                         const std::vector<std::size_t>& cells) {
    std::size_t best = kNowhere;
    const auto cost = [&](std::size_t cell) {
        return counts[cell] > 0 ? counts[cell] : kUnbounded;
    };
    for (const std::size_t cell : cells)
        if (!hidden[cell] && (best == kNowhere || cost(cell) < cost(best)))
            best = cell;
    return best;
}

/// Hides more of one line until it is safe or used up. Returns whether it hid any.
bool make_line_safe(std::span<const double> counts, Mask& hidden,
                    const std::vector<std::size_t>& line) {
    bool changed = false;
    while (!line_is_safe(counts, hidden, line)) {
        const std::size_t cell = next_to_hide(counts, hidden, line);
        if (cell == kNowhere)
            break;
        hidden[cell] = true;
        changed = true;
    }
    return changed;
}

Mask small_cells(std::span<const double> counts) {
    Mask hidden(counts.size());
    for (std::size_t cell = 0; cell < counts.size(); ++cell)
        hidden[cell] = is_small(counts[cell]);
    return hidden;
}

std::vector<ShownCount> shown_counts(std::span<const double> counts, const Mask& hidden) {
    std::vector<ShownCount> shown_row(counts.size());
    for (std::size_t cell = 0; cell < counts.size(); ++cell)
        if (!hidden[cell])
            shown_row[cell] = counts[cell];
    return shown_row;
}

/// How far a hidden cell can move while all totals stay: rows and columns are nodes, each hidden
/// cell an arc that can grow without limit and shrink to the least it can be. A move of one cell
/// must come back round through others, so the largest move is a maximum flow between the cell's
/// two nodes.
class MoveSearch {
  public:
    MoveSearch(std::span<const double> counts, const Mask& hidden, std::size_t columns)
        : columns_(columns), rows_(counts.size() / columns), nodes_(rows_ + columns),
          start_(nodes_ * nodes_, 0) {
        for (std::size_t cell = 0; cell < counts.size(); ++cell) {
            if (!hidden[cell])
                continue;
            const std::size_t row = cell / columns_, column = rows_ + cell % columns_;
            start_[row * nodes_ + column] = kUnbounded;
            start_[column * nodes_ + row] = counts[cell] > 0 ? counts[cell] - 1 : 0;
        }
    }

    /// Whole numbers the totals leave possible for a hidden cell, itself included.
    double possible_values(std::size_t cell) {
        const std::size_t row = cell / columns_, column = rows_ + cell % columns_;
        const double own_slack = start_[column * nodes_ + row];
        const double up = flow(column, row);
        const double down = std::min(own_slack, flow(row, column));
        return up + down + 1;
    }

  private:
    /// Edmonds and Karp 1972 with the arc between the two nodes left out.
    double flow(std::size_t from, std::size_t to) {
        capacity_ = start_;
        capacity_[from * nodes_ + to] = capacity_[to * nodes_ + from] = 0;
        double total = 0;
        while (total < kFewestPossible && find_path(from, to)) {
            double least = kFewestPossible; // more is not needed
            for (std::size_t node = to; node != from; node = before_[node])
                least = std::min(least, capacity_[before_[node] * nodes_ + node]);
            for (std::size_t node = to; node != from; node = before_[node]) {
                capacity_[before_[node] * nodes_ + node] -= least;
                capacity_[node * nodes_ + before_[node]] += least;
            }
            total += least;
        }
        return total;
    }

    bool find_path(std::size_t from, std::size_t to) {
        before_.assign(nodes_, kNowhere);
        before_[from] = from;
        std::deque<std::size_t> queue{from};
        while (!queue.empty() && before_[to] == kNowhere) {
            const std::size_t node = queue.front();
            queue.pop_front();
            for (std::size_t next = 0; next < nodes_; ++next)
                if (before_[next] == kNowhere && capacity_[node * nodes_ + next] > 0) {
                    before_[next] = node;
                    queue.push_back(next);
                }
        }
        return before_[to] != kNowhere;
    }

    std::size_t columns_, rows_, nodes_;
    std::vector<double> start_, capacity_;
    std::vector<std::size_t> before_;
};

/// Every row, then every column, as lists of cells.
std::vector<std::vector<std::size_t>> lines_of(std::size_t cells, std::size_t columns) {
    const std::size_t rows = cells / columns;
    std::vector<std::vector<std::size_t>> lines(rows + columns);
    for (std::size_t cell = 0; cell < cells; ++cell) {
        lines[cell / columns].push_back(cell);
        lines[rows + cell % columns].push_back(cell);
    }
    return lines;
}

/// Hides one more cell near the first hidden one that totals pin down: its row, its column,
/// anywhere.
bool hide_beside_exposed(std::span<const double> counts, Mask& hidden, std::size_t columns) {
    MoveSearch search(counts, hidden, columns);
    const auto lines = lines_of(counts.size(), columns);
    std::vector<std::size_t> all(counts.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    for (const std::size_t cell : all) {
        if (!hidden[cell] || search.possible_values(cell) >= kFewestPossible)
            continue;
        const std::size_t rows = counts.size() / columns;
        std::size_t more = next_to_hide(counts, hidden, lines[cell / columns]);
        if (more == kNowhere)
            more = next_to_hide(counts, hidden, lines[rows + cell % columns]);
        if (more == kNowhere)
            more = next_to_hide(counts, hidden, all);
        if (more == kNowhere)
            return false; // everything is hidden already
        hidden[more] = true;
        return true;
    }
    return false;
}

} // namespace

std::vector<ShownCount> suppress_row(std::span<const double> counts) {
    Mask hidden = small_cells(counts);
    std::vector<std::size_t> line(counts.size());
    std::iota(line.begin(), line.end(), std::size_t{0});
    make_line_safe(counts, hidden, line);
    return shown_counts(counts, hidden);
}

std::vector<ShownCount> suppress_table(std::span<const double> counts, std::size_t columns) {
    Mask hidden = small_cells(counts);
    if (counts.empty())
        return {};
    const auto lines = lines_of(counts.size(), columns);
    bool changed = true;
    while (changed) {
        changed = false;
        for (const auto& line : lines)
            changed = make_line_safe(counts, hidden, line) || changed;
        changed = changed || hide_beside_exposed(counts, hidden, columns);
    }
    return shown_counts(counts, hidden);
}

ShownCount in_steps(double count) {
    if (is_small(count))
        return std::nullopt;
    return count > 0 ? middle_of_step(count, kSmallestShown) : 0;
}

std::optional<double> in_steps(double figure, double count) {
    const ShownCount middle = in_steps(count);
    if (!middle)
        return std::nullopt;
    return count > 0 ? to_digits(figure * *middle / count, 4) : 0;
}

std::string shown(double count) {
    const ShownCount middle = in_steps(count);
    return !middle ? "fewer than 11" : *middle == 0 ? "0" : "about " + pretty(*middle, 0);
}

} // namespace careshed
