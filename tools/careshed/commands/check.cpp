// careshed check: what was read, dropped, snapped and found odd, before any run.
#include <cstdio>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/core/interrupt.hpp"
#include "models/careshed.hpp"
#include "tools/careshed/chosen_scenario.hpp"
#include "tools/careshed/run_setup.hpp"

namespace careshed {

namespace {

const char* name_of(Finding::Level level) {
    return level == Finding::Level::warning ? "warning" : "note";
}

void print_table(const CheckRelease& found) {
    fmt::print("{}\n", found.city);
    for (const Finding& finding : found.findings)
        fmt::print("{:<11} {:<8} {}\n", finding.topic, name_of(finding.level), finding.text);
    for (const RemovedLine& removed : found.removed) {
        fmt::print("removed     note     {}: {}", removed.name, removed.reason);
        if (!removed.feature.empty())
            fmt::print(", {} m from {}", removed.distance_m, removed.feature);
        else if (removed.distance_m > 0)
            fmt::print(", {} m from the nearest", removed.distance_m);
        fmt::print("\n");
    }
}

nlohmann::ordered_json json_of(const CheckRelease& found) {
    nlohmann::ordered_json document;
    document["city"] = found.city;
    document["findings"] = nlohmann::ordered_json::array();
    for (const Finding& finding : found.findings)
        document["findings"].push_back(
            {{"level", name_of(finding.level)}, {"topic", finding.topic}, {"text", finding.text}});
    document["removed"] = nlohmann::ordered_json::array();
    for (const RemovedLine& removed : found.removed)
        document["removed"].push_back({{"name", removed.name},
                                       {"reason", removed.reason},
                                       {"feature", removed.feature},
                                       {"distance_m", removed.distance_m}});
    return document;
}

} // namespace

int run_check(const Invocation& invocation) {
    const InterruptWatch watch;
    const CheckRelease found = check(chosen_scenario(invocation), run_options(invocation));
    if (invocation.format == TableFormat::table)
        print_table(found);
    else if (invocation.format == TableFormat::json)
        fmt::print("{}\n", json_of(found).dump(2));
    else
        throw Error(ErrorKind::usage, "--format", "check prints a table or json",
                    "use --format table or --format json");
    return 0;
}

} // namespace careshed
