// One table of the bundle: named, typed columns that carry their own meaning, so that the CSV file,
// the map layer and the data dictionary cannot drift apart.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace careshed {

struct Column {
    std::string name;
    std::string meaning; ///< one sentence for the dictionary, with the unit
};

using Cell = std::variant<std::string, double, std::int64_t>;

struct Sheet {
    std::string file;  ///< "ranking.csv"
    std::string about; ///< what a row is
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;
};

/// Comma-separated, LF line ends, texts neutralised, numbers as the shortest decimals that read
/// back the same. Throws an internal Error when a row has not one cell a column.
[[nodiscard]] std::string csv_bytes(const Sheet& sheet);

/// Number of the column of that name. Throws an internal Error when there is none.
[[nodiscard]] std::size_t column_named(const Sheet& sheet, const std::string& name);

} // namespace careshed
