#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <set>
#include <vector>

#include "engine/core/random.hpp"
#include "engine/outcomes/disclosure.hpp"

namespace careshed::disclosure_test {

namespace {

double counts_in(const std::vector<double>& counts) {
    double sum = 0;
    for (const double count : counts)
        sum += count;
    return sum;
}

/// What a reader knows of a table: shown cells, all totals, and that a hidden cell holds at least
/// its floor.
struct Attack {
    std::vector<int> counts;
    std::vector<bool> hidden;
    std::vector<int> floor;
    int columns = 0;

    int rows() const { return static_cast<int>(counts.size()) / columns; }

    /// Every value each hidden cell takes in any whole-number table with the same totals:
    /// enumeration, cell by cell, pruned by what is left of the row's and column's totals.
    std::vector<std::set<int>> possible() const {
        std::vector<int> row_left(rows()), column_left(columns), guess(counts.size());
        for (std::size_t cell = 0; cell < counts.size(); ++cell)
            if (hidden[cell]) {
                row_left[static_cast<int>(cell) / columns] += counts[cell];
                column_left[static_cast<int>(cell) % columns] += counts[cell];
            }
        std::vector<std::set<int>> seen(counts.size());
        const std::function<void(std::size_t)> try_cell = [&](std::size_t cell) {
            if (cell == counts.size()) {
                if (std::all_of(column_left.begin(), column_left.end(),
                                [](int left) { return left == 0; }))
                    for (std::size_t other = 0; other < counts.size(); ++other)
                        if (hidden[other])
                            seen[other].insert(guess[other]);
                return;
            }
            const int row = static_cast<int>(cell) / columns,
                      column = static_cast<int>(cell) % columns;
            const bool last_in_row = column == columns - 1;
            if (!hidden[cell]) {
                if (!last_in_row || row_left[row] == 0)
                    try_cell(cell + 1);
                return;
            }
            const int most = std::min(row_left[row], column_left[column]);
            for (guess[cell] = floor[cell]; guess[cell] <= most; ++guess[cell]) {
                if (last_in_row && guess[cell] != row_left[row])
                    continue;
                row_left[row] -= guess[cell];
                column_left[column] -= guess[cell];
                const int kept = guess[cell];
                try_cell(cell + 1);
                guess[cell] = kept;
                row_left[row] += kept;
                column_left[column] += kept;
            }
        };
        try_cell(0);
        return seen;
    }
};

Attack attack_on(const std::vector<double>& counts, const std::vector<ShownCount>& table,
                 int columns) {
    Attack attack;
    attack.columns = columns;
    for (std::size_t cell = 0; cell < counts.size(); ++cell) {
        attack.counts.push_back(static_cast<int>(counts[cell]));
        attack.hidden.push_back(!table[cell]);
        attack.floor.push_back(counts[cell] > 0 ? 1 : 0);
    }
    return attack;
}

/// Cells 0..16 with many zeros and small ones, every total 0 or at least 11.
std::vector<double> random_table(std::uint32_t trial, int rows, int columns) {
    for (std::uint32_t attempt = 0;; ++attempt) {
        DrawStream stream({attempt, Purpose::test, 77, trial});
        std::vector<double> counts(static_cast<std::size_t>(rows * columns));
        for (double& count : counts)
            count = stream.below(3) == 0   ? 0
                    : stream.below(3) == 0 ? stream.below(17)
                                           : stream.below(8);
        bool fine = true;
        for (int row = 0; row < rows; ++row) {
            double total = 0;
            for (int column = 0; column < columns; ++column)
                total += counts[row * columns + column];
            fine = fine && (total == 0 || total >= 11);
        }
        for (int column = 0; column < columns; ++column) {
            double total = 0;
            for (int row = 0; row < rows; ++row)
                total += counts[row * columns + column];
            fine = fine && (total == 0 || total >= 11);
        }
        if (fine)
            return counts;
    }
}

} // namespace

TEST_CASE("A lone small cell of a row takes the next smallest with it", "[disclosure]") {
    const std::vector<double> counts{40, 3, 25, 12, 0};
    const auto shown_row = suppress_row(counts);
    CHECK(shown_row[0] == ShownCount(40));
    CHECK(!shown_row[1]);
    CHECK(shown_row[2] == ShownCount(25));
    CHECK(!shown_row[3]);
    CHECK(shown_row[4] == ShownCount(0));
}

TEST_CASE("A row without small cells is shown as it is", "[disclosure]") {
    const std::vector<double> counts{11, 0, 200};
    const auto shown_row = suppress_row(counts);
    for (std::size_t cell = 0; cell < counts.size(); ++cell)
        CHECK(shown_row[cell] == ShownCount(counts[cell]));
}

TEST_CASE("No cell of 1 to 10 survives in a row, and none follows from the total", "[disclosure]") {
    for (std::uint32_t trial = 0; trial < 2000; ++trial) {
        DrawStream stream({3, Purpose::test, 78, trial});
        std::vector<double> counts(2 + stream.below(5));
        for (double& count : counts)
            count = stream.below(2) ? stream.below(12) : stream.below(40);
        const auto shown_row = suppress_row(counts);
        std::vector<double> hidden;
        for (std::size_t cell = 0; cell < counts.size(); ++cell) {
            if (shown_row[cell])
                CHECK((*shown_row[cell] == 0 || *shown_row[cell] >= kSmallestShown));
            else
                hidden.push_back(counts[cell]);
        }
        if (counts_in(counts) < kSmallestShown || hidden.empty())
            continue; // a small total is not shown
        CHECK(hidden.size() >= 2);
        CHECK(counts_in(hidden) >= kSmallestShown);
    }
}

TEST_CASE("Enumerating every table with the same totals leaves each hidden cell 5 values",
          "[disclosure]") {
    std::size_t hidden_cells = 0, complete = 0;
    for (std::uint32_t trial = 0; trial < 400; ++trial) {
        const int rows = 2 + static_cast<int>(trial % 2), columns = 2 + static_cast<int>(trial % 3);
        if (rows * columns > 9)
            continue;
        const std::vector<double> counts = random_table(trial, rows, columns);
        const auto table = suppress_table(counts, static_cast<std::size_t>(columns));
        const Attack attack = attack_on(counts, table, columns);
        if (std::all_of(table.begin(), table.end(), [](ShownCount cell) { return !cell; })) {
            ++complete; // nothing is left to hide: only the totals are published
            continue;
        }
        const auto possible = attack.possible();
        for (std::size_t cell = 0; cell < counts.size(); ++cell) {
            if (table[cell]) {
                CHECK((*table[cell] == 0 || *table[cell] >= kSmallestShown));
                CHECK(*table[cell] == counts[cell]);
                continue;
            }
            ++hidden_cells;
            INFO("trial " << trial << " cell " << cell);
            CHECK(static_cast<double>(possible[cell].size()) >= kFewestPossible);
        }
    }
    CHECK(hidden_cells > 300); // the attack was tried on something
    CHECK(complete < 300);
}

TEST_CASE("A table that row and column rules alone would leave open is closed", "[disclosure]") {
    // Two small cells, each alone in its row and column: hiding one more per line is not yet enough
    // where the two lines meet.
    const std::vector<double> counts{2, 30, 40, 30, 3, 50, 40, 50, 60};
    const auto table = suppress_table(counts, 3);
    CHECK(!table[0]);
    CHECK(!table[4]);
    const auto possible = attack_on(counts, table, 3).possible();
    for (std::size_t cell = 0; cell < counts.size(); ++cell)
        if (!table[cell])
            CHECK(possible[cell].size() >= 5);
}

TEST_CASE("A single small count is named, not numbered", "[disclosure]") {
    CHECK(shown(0) == "0");
    CHECK(shown(1) == "fewer than 11");
    CHECK(shown(10) == "fewer than 11");
    CHECK(shown(11) == "about 16");
    CHECK(shown(21) == "about 16");
    CHECK(shown(22) == "about 27");
    CHECK(shown(12345) == "about 12,347");
}

TEST_CASE("A count of events stands for its step of 11, few for nothing", "[disclosure]") {
    CHECK(in_steps(0) == ShownCount(0));
    for (double count = 1; count < 11; ++count)
        CHECK(!in_steps(count));
    for (double count = 11; count < 22; ++count)
        CHECK(in_steps(count) == ShownCount(16));
    CHECK(in_steps(22) == ShownCount(27));
}

TEST_CASE("Figures in proportion to a record tell its step alone", "[disclosure]") {
    // The same rate of two records of one step gives the same figure, to the last bit.
    for (double count = 44; count < 55; ++count)
        CHECK(in_steps(26.2290380298 * count, count) == in_steps(26.2290380298 * 44, 44));
    CHECK(in_steps(26.2290380298 * 55, 55) != in_steps(26.2290380298 * 54, 54));
    CHECK(!in_steps(26.2290380298 * 10, 10));
    CHECK(in_steps(0.0, 0) == std::optional<double>(0));
}

TEST_CASE("A whole and its parts in steps leave every part at least five values", "[disclosure]") {
    // All records of two to five parts of up to 32 deaths of which the first is hidden: what the
    // steps of the others and of the whole leave for it.
    const auto least = [](double count) { return 11 * std::floor(count / 11); };
    for (std::size_t parts = 2; parts <= 5; ++parts)
        for (int code = 0; code < std::pow(4, parts - 1); ++code)
            for (int hidden = 0; hidden <= 10; ++hidden) {
                double whole = hidden, others_least = 0;
                for (std::size_t part = 1, rest = static_cast<std::size_t>(code); part < parts;
                     ++part, rest /= 4) {
                    const double count = std::array{0, 10, 21, 32}[rest % 4];
                    whole += count;
                    others_least += least(count);
                }
                const double low =
                    std::max(0.0, least(whole) - others_least - 10.0 * double(parts - 1));
                const double high = std::min(10.0, least(whole) + 10 - others_least);
                CHECK(high - low + 1 >= kFewestPossible);
            }
}

} // namespace careshed::disclosure_test
