#include "engine/report/sheet.hpp"

#include "engine/core/error.hpp"
#include "engine/core/text.hpp"

namespace careshed {
namespace {

std::string cell_text(const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell))
        return csv_text(*text);
    if (const auto* value = std::get_if<double>(&cell))
        return number(*value);
    return std::to_string(std::get<std::int64_t>(cell));
}

} // namespace

std::string csv_bytes(const Sheet& sheet) {
    std::string bytes;
    for (std::size_t column = 0; column < sheet.columns.size(); ++column) {
        bytes.append(column == 0 ? 0 : 1, ',');
        bytes += csv_text(sheet.columns[column].name);
    }
    bytes += '\n';
    for (const std::vector<Cell>& row : sheet.rows) {
        if (row.size() != sheet.columns.size())
            throw Error(ErrorKind::internal, sheet.file, "a row has not one cell a column");
        for (std::size_t column = 0; column < row.size(); ++column) {
            bytes.append(column == 0 ? 0 : 1, ',');
            bytes += cell_text(row[column]);
        }
        bytes += '\n';
    }
    return bytes;
}

std::size_t column_named(const Sheet& sheet, const std::string& name) {
    for (std::size_t column = 0; column < sheet.columns.size(); ++column)
        if (sheet.columns[column].name == name)
            return column;
    throw Error(ErrorKind::internal, sheet.file, "there is no column \"" + name + "\"");
}

} // namespace careshed
