#include "tools/careshed/print_sheet.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace careshed {

namespace {

nlohmann::ordered_json json_of(const Sheet& sheet, const std::vector<Cell>& cells) {
    nlohmann::ordered_json row;
    for (std::size_t column = 0; column < cells.size(); ++column)
        std::visit([&](const auto& value) { row[sheet.columns[column].name] = value; },
                   cells[column]);
    return row;
}

/// Names are as their layers have them; a byte that is not UTF-8 must not stop the read-out.
std::string text_of(const nlohmann::ordered_json& json, int indent) {
    return json.dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

} // namespace

void print_sheet(const Sheet& sheet, TableFormat format) {
    if (format == TableFormat::csv) {
        fmt::print("{}", csv_bytes(sheet));
        return;
    }
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    for (const std::vector<Cell>& cells : sheet.rows) {
        if (format == TableFormat::jsonl)
            fmt::print("{}\n", text_of(json_of(sheet, cells), -1));
        else
            rows.push_back(json_of(sheet, cells));
    }
    if (format == TableFormat::json)
        fmt::print("{}\n", text_of(rows, 2));
}

} // namespace careshed
