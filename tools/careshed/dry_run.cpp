#include "tools/careshed/dry_run.hpp"

#include <cmath>
#include <filesystem>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/core/error.hpp"
#include "engine/core/interrupt.hpp"
#include "engine/core/replaceable.hpp"
#include "engine/core/text.hpp"
#include "models/careshed.hpp"
#include "tools/careshed/chosen_scenario.hpp"
#include "tools/careshed/run_setup.hpp"

namespace careshed {

namespace {

std::string place_text(const Invocation& invocation) {
    if (invocation.out.empty())
        return "no -o given";
    if (!std::filesystem::exists(invocation.out))
        return (invocation.out / "").string();
    const bool is_replaceable =
        std::filesystem::is_directory(invocation.out) &&
        (std::filesystem::is_empty(invocation.out) || holds_careshed_manifest(invocation.out));
    const char* fate = !is_replaceable        ? " exists and holds something else: refused"
                       : invocation.overwrite ? " would be replaced"
                                              : " already exists; --overwrite would replace it";
    return invocation.out.string() + fate;
}

std::string meanwhile_text(const Invocation& invocation, const ForecastRelease& plan) {
    if (!plan.is_resumable)
        return "none: a database is read, and a stopped run begins anew";
    if (invocation.out.empty())
        return "no -o given";
    const std::filesystem::path file = resume_file(invocation.out);
    return fmt::format("{}, up to {:.0f} MB, from which a stopped run goes on{}", file.string(),
                       std::ceil(plan.journal_megabytes),
                       std::filesystem::exists(file) ? " (it is there already)" : "");
}

void print_json(const Invocation& invocation, const ForecastRelease& plan) {
    nlohmann::ordered_json json{{"candidates", plan.candidates},
                                {"draws", plan.draws},
                                {"decay_sets", 2},
                                {"replications_per_draw", plan.replications},
                                {"model_rows", plan.model_rows},
                                {"people", plan.people},
                                {"seconds", plan.seconds},
                                {"megabytes", plan.megabytes}};
    json["out"] = invocation.out.empty() ? nlohmann::ordered_json()
                                         : nlohmann::ordered_json(invocation.out.string());
    json["out_exists"] = !invocation.out.empty() && std::filesystem::exists(invocation.out);
    json["resume"] = invocation.out.empty() || !plan.is_resumable
                         ? nlohmann::ordered_json()
                         : nlohmann::ordered_json(resume_file(invocation.out).string());
    json["resume_megabytes"] = plan.is_resumable ? plan.journal_megabytes : 0;
    fmt::print("{}\n", json.dump(2));
}

} // namespace

int dry_run_rank(const Invocation& invocation) {
    if (invocation.format != TableFormat::table && invocation.format != TableFormat::json)
        throw Error(ErrorKind::usage, "--format", "--dry-run prints a table or json",
                    "use --format table or --format json");
    const InterruptWatch watch;
    const ForecastRelease plan = forecast(chosen_scenario(invocation), run_options(invocation));
    if (invocation.format == TableFormat::json) {
        print_json(invocation, plan);
        return 0;
    }
    fmt::print(
        "plan:   {} candidates x {} draws x 2 decay sets, simulated in about {} replications a "
        "draw; {} model rows standing for {} people at risk\n",
        plan.candidates, plan.draws, plan.replications,
        pretty(static_cast<double>(plan.model_rows), 0), pretty(plan.people, 0));
    fmt::print("time:   about {:.0f} s\n", plan.seconds);
    fmt::print("memory: about {:.0f} MB\n", plan.megabytes);
    fmt::print("files:  {}\n", place_text(invocation));
    fmt::print("meanwhile: {}\n", meanwhile_text(invocation, plan));
    return 0;
}

} // namespace careshed
