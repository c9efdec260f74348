// careshed check: what was read, dropped, snapped and found odd, before any run.
#include <cstdio>
#include <optional>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/city/build_city.hpp"
#include "engine/core/error.hpp"
#include "engine/inputs/scenario_file.hpp"
#include "tools/careshed/commands/invocation.hpp"
#include "tools/careshed/prepared_study.hpp"
#include "tools/careshed/study_diagnostics.hpp"

namespace careshed {

namespace {

const char* name_of(Finding::Level level) {
    return level == Finding::Level::warning ? "warning" : "note";
}

void print_table(const City& city) {
    fmt::print("{}\n", city.name);
    for (const Finding& finding : city.findings)
        fmt::print("{:<11} {:<8} {}\n", finding.topic, name_of(finding.level), finding.text);
    for (const RemovedCandidate& removed : city.removed) {
        fmt::print("removed     note     {}: {}", removed.name, removed.reason);
        if (!removed.feature.empty())
            fmt::print(", {} m from {}", removed.distance_m, removed.feature);
        else if (removed.distance_m > 0)
            fmt::print(", {} m from the nearest", removed.distance_m);
        fmt::print("\n");
    }
}

nlohmann::ordered_json json_of(const City& city) {
    nlohmann::ordered_json document;
    document["city"] = city.name;
    document["findings"] = nlohmann::ordered_json::array();
    for (const Finding& finding : city.findings)
        document["findings"].push_back(
            {{"level", name_of(finding.level)}, {"topic", finding.topic}, {"text", finding.text}});
    document["removed"] = nlohmann::ordered_json::array();
    for (const RemovedCandidate& removed : city.removed)
        document["removed"].push_back({{"name", removed.name},
                                       {"reason", removed.reason},
                                       {"feature", removed.feature},
                                       {"distance_m", removed.distance_m}});
    return document;
}

/// Only the models know how far demand reaches.
Finding demand_finding(const Scenario& scenario) {
    const double share = demand_cut_off(scenario);
    const double minutes = walk_limit_of(scenario).value() / kDecisecondsAMinute;
    return {
        share > 0.1 ? Finding::Level::warning : Finding::Level::note, "walking",
        fmt::format("people are followed up to {:.0f} minutes on foot; {:.1f} % of demand under "
                    "the {} decay lies beyond, if people were spread evenly",
                    minutes, 100 * share, scenario.model.decay)};
}

} // namespace

int run_check(const Invocation& invocation) {
    require_data_folder(invocation);
    const Scenario scenario = read_scenario(invocation.input, invocation.data);
    check_overrides(scenario.model);
    std::optional<CacheFolder> cache = cache_of(invocation);
    City city = build_city(scenario, cache ? &*cache : nullptr);
    city.findings.push_back(demand_finding(scenario));
    if (invocation.format == TableFormat::table)
        print_table(city);
    else if (invocation.format == TableFormat::json)
        fmt::print("{}\n", json_of(city).dump(2));
    else
        throw Error(ErrorKind::usage, "--format", "check prints a table or json",
                    "use --format table or --format json");
    return 0;
}

} // namespace careshed
