// careshed parameters: every number of the models with its unit, range, form and source.
#include <fmt/format.h>

#include "engine/core/text.hpp"
#include "models/careshed.hpp"
#include "tools/careshed/chosen_scenario.hpp"
#include "tools/careshed/print_sheet.hpp"

namespace careshed {

namespace {

void print_table(const Sheet& sheet) {
    for (const std::vector<Cell>& row : sheet.rows) {
        const auto text = [&](const char* column) {
            return std::get<std::string>(row[column_named(sheet, column)]);
        };
        const auto value = [&](const char* column) {
            return number(std::get<double>(row[column_named(sheet, column)]));
        };
        fmt::print("{:<34} {:>9} {:<18} {} to {}, {}\n", text("id"), value("value"), text("unit"),
                   value("low"), value("high"), text("distribution"));
        const std::string reference = text("reference_group");
        fmt::print("    {}{}\n    {}\n", text("title"),
                   reference.empty() ? "" : " (" + reference + ")", text("source"));
    }
}

} // namespace

int run_parameters(const Invocation& invocation) {
    const Sheet sheet =
        parameters(invocation.input.empty() ? ModelSpec() : chosen_scenario(invocation).model);
    if (invocation.format == TableFormat::table)
        print_table(sheet);
    else
        print_sheet(sheet, invocation.format);
    return 0;
}

} // namespace careshed
