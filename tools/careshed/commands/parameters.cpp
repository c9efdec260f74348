// careshed parameters: every number of the models with its unit, range, form and source.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/core/text.hpp"
#include "tools/careshed/commands/invocation.hpp"
#include "tools/careshed/rank_study.hpp"

namespace careshed {

namespace {

nlohmann::ordered_json as_json(const ParameterLine& line) {
    return {{"id", line.id},
            {"title", line.title},
            {"unit", line.unit},
            {"value", line.value},
            {"low", line.low},
            {"high", line.high},
            {"form", line.distribution},
            {"reference", line.reference_group},
            {"source", line.source},
            {"assumption", line.is_assumption}};
}

void print_table(const std::vector<ParameterLine>& lines) {
    for (const ParameterLine& line : lines) {
        fmt::print("{:<34} {:>9} {:<18} {} to {}, {}\n", line.id, number(line.value), line.unit,
                   number(line.low), number(line.high), line.distribution);
        fmt::print("    {}{}\n    {}\n", line.title,
                   line.reference_group.empty() ? "" : " (" + line.reference_group + ")",
                   line.source);
    }
}

void print_csv(const std::vector<ParameterLine>& lines) {
    fmt::print("id,title,unit,value,low,high,form,reference,source,assumption\n");
    for (const ParameterLine& line : lines)
        fmt::print("{},{},{},{},{},{},{},{},{},{}\n", line.id, csv_text(line.title),
                   csv_text(line.unit), number(line.value), number(line.low), number(line.high),
                   line.distribution, csv_text(line.reference_group), csv_text(line.source),
                   line.is_assumption ? "true" : "false");
}

} // namespace

int run_parameters(const Invocation& invocation) {
    const std::vector<ParameterLine> lines =
        parameter_lines(invocation.input.empty() ? ModelSpec() : load_scenario(invocation).model);
    if (invocation.format == TableFormat::table) {
        print_table(lines);
        return 0;
    }
    if (invocation.format == TableFormat::csv) {
        print_csv(lines);
        return 0;
    }
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    for (const ParameterLine& line : lines) {
        if (invocation.format == TableFormat::jsonl)
            fmt::print("{}\n", as_json(line).dump());
        else
            rows.push_back(as_json(line));
    }
    if (invocation.format == TableFormat::json)
        fmt::print("{}\n", rows.dump(2));
    return 0;
}

} // namespace careshed
