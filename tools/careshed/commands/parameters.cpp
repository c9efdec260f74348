// careshed parameters: every number of the models with its unit, range, form and source.
#include <fmt/format.h>

#include "engine/core/text.hpp"
#include "engine/report/study_sheets.hpp"
#include "tools/careshed/commands/invocation.hpp"
#include "tools/careshed/print_sheet.hpp"
#include "tools/careshed/rank_study.hpp"

namespace careshed {

namespace {

void print_table(const std::vector<ParameterLine>& lines) {
    for (const ParameterLine& line : lines) {
        fmt::print("{:<34} {:>9} {:<18} {} to {}, {}\n", line.id, number(line.value), line.unit,
                   number(line.low), number(line.high), line.distribution);
        fmt::print("    {}{}\n    {}\n", line.title,
                   line.reference_group.empty() ? "" : " (" + line.reference_group + ")",
                   line.source);
    }
}

} // namespace

int run_parameters(const Invocation& invocation) {
    RankStudy study; // of which only the parameters are known
    study.parameters =
        parameter_lines(invocation.input.empty() ? ModelSpec() : load_scenario(invocation).model);
    if (invocation.format == TableFormat::table)
        print_table(study.parameters);
    else
        print_sheet(parameters_sheet(study), invocation.format);
    return 0;
}

} // namespace careshed
