#include "tools/careshed/dry_run.hpp"

#include <chrono>
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/resource.h>

#include "engine/core/error.hpp"
#include "engine/core/replaceable.hpp"
#include "engine/core/text.hpp"
#include "tools/careshed/prepared_study.hpp"

namespace careshed {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// The most memory this process has held so far.
double peak_megabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-union-access): glibc declares the field so.
    return static_cast<double>(usage.ru_maxrss) / 1024; // Linux counts in KiB
}

/// What one more draw adds: a figure a site and outcome in every table.
double megabytes_a_draw(const ExpectedStudy& study) {
    const auto figures = [](const OutcomeTable& table) {
        return static_cast<double>(table.sites().size() * table.outcomes().size());
    };
    double all = figures(study.ecological);
    for (const OutcomeTable& table : study.by_decay)
        all += figures(table);
    for (const OutcomeTable& table : study.groups_by_decay)
        all += figures(table);
    return all * sizeof(double) / (1024 * 1024);
}

struct Plan {
    std::size_t candidates = 0, model_rows = 0;
    double people = 0;
    int draws = 0;
    double seconds = 0, megabytes = 0;
};

Plan measured_plan(const Invocation& invocation) {
    Plan plan;
    plan.draws = load_scenario(invocation).run.draws;
    Invocation few = invocation;
    few.draws = 2;
    const auto start = Clock::now();
    const auto prepared = prepare_study(few);
    const double preparing = seconds_since(start);
    const auto drawing = Clock::now();
    const ExpectedStudy study = evaluate_study(prepared->plan);
    const double a_draw = seconds_since(drawing) / 3; // two draws and the central one
    plan.candidates = study.by_decay.front().sites().size();
    plan.model_rows = prepared->population.people.size();
    plan.people = people_at_risk(prepared->city, prepared->scenario);
    plan.seconds = preparing + a_draw * plan.draws;
    plan.megabytes = peak_megabytes() + megabytes_a_draw(study) * plan.draws;
    return plan;
}

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

void print_json(const Invocation& invocation, const Plan& plan) {
    nlohmann::ordered_json json{
        {"candidates", plan.candidates}, {"draws", plan.draws},   {"decay_sets", 2},
        {"model_rows", plan.model_rows}, {"people", plan.people}, {"seconds", plan.seconds},
        {"megabytes", plan.megabytes}};
    json["out"] = invocation.out.empty() ? nlohmann::ordered_json()
                                         : nlohmann::ordered_json(invocation.out.string());
    json["out_exists"] = !invocation.out.empty() && std::filesystem::exists(invocation.out);
    fmt::print("{}\n", json.dump(2));
}

} // namespace

int dry_run_rank(const Invocation& invocation) {
    if (invocation.format != TableFormat::table && invocation.format != TableFormat::json)
        throw Error(ErrorKind::usage, "--format", "--dry-run prints a table or json",
                    "use --format table or --format json");
    const Plan plan = measured_plan(invocation);
    if (invocation.format == TableFormat::json) {
        print_json(invocation, plan);
        return 0;
    }
    fmt::print("plan:   {} candidates x {} draws x 2 decay sets; {} model rows standing for {} "
               "people at risk\n",
               plan.candidates, plan.draws, pretty(static_cast<double>(plan.model_rows), 0),
               pretty(plan.people, 0));
    fmt::print("time:   about {:.0f} s\n", plan.seconds);
    fmt::print("memory: about {:.0f} MB\n", plan.megabytes);
    fmt::print("files:  {}\n", place_text(invocation));
    return 0;
}

} // namespace careshed
