#include "models/studies/run_forecast.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <functional>
#include <memory>
#include <numeric>
#include <thread>
#include <vector>

#include <sys/resource.h>

#include "models/studies/lives_study.hpp"
#include "models/studies/prepared_study.hpp"
#include "models/studies/resumable.hpp"

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

double megabytes(double figures) { return figures * sizeof(double) / (1024 * 1024); }

/// Figures a draw in all tables of a set.
template <class Tables> double figures_in(const Tables& tables) {
    double all = 0;
    for (const OutcomeTable& table : tables)
        all += static_cast<double>(table.sites().size() * table.outcomes().size());
    return all;
}

/// Of what is kept of each world, in memory (summed by draw) and in the journal.
double figures_a_world(const LivesStudy& lives) {
    const WorldLayout layout{lives.by_decay.front().sites().size(),
                             lives.groups_by_decay.front().outcomes().size()};
    return static_cast<double>(layout.size());
}

/// What one more draw adds: a figure a site and outcome in every table, of which the report has
/// copies of its own.
double megabytes_a_draw(const ExpectedStudy& study, const LivesStudy& lives) {
    const double in_closed_form = figures_in(study.by_decay) + figures_in(study.groups_by_decay) +
                                  figures_in(study.wanted) + figures_in(study.by_rival);
    return megabytes(2 * in_closed_form + 3 * figures_a_world(lives));
}

/// In closed form, to see how far draws spread.
constexpr int kDrawsForSpread = 50;

/// Fewer would not tell how many worlds a draw needs, nor keep every thread at work.
int draws_to_time(Threads limit, int draws) {
    const int threads =
        limit.count > 0 ? limit.count : static_cast<int>(std::thread::hardware_concurrency());
    return std::min(draws, std::max(6, threads));
}

/// By how much the draws of a study spread in the difference between its two best sites, for each
/// unit of that difference: chance within a draw grows as the difference does.
double spread_a_unit(const OutcomeTable& table) {
    const std::size_t column = table.outcome("deaths_averted");
    const auto total = [&](std::size_t site) {
        const auto draws = table.draws_of(site, column);
        return std::accumulate(draws.begin(), draws.end(), 0.0);
    };
    std::vector<std::size_t> sites(table.sites().size());
    std::iota(sites.begin(), sites.end(), std::size_t{0});
    std::ranges::sort(sites, std::ranges::greater{}, total);
    std::vector<double> differences;
    for (std::size_t draw = 0; draw < table.draws_of(0, column).size(); ++draw)
        differences.push_back(table.draws_of(sites.front(), column)[draw] -
                              (sites.size() > 1 ? table.draws_of(sites[1], column)[draw] : 0));
    const auto count = static_cast<double>(differences.size());
    double sum = 0;
    double squares = 0;
    for (const double difference : differences)
        sum += difference;
    for (const double difference : differences)
        squares += (difference - sum / count) * (difference - sum / count);
    return sum > 0 ? squares / sum * (count / std::max(count - 1, 1.0)) : 0;
}

/// Worlds a draw, on average, that all draws will need, from what a few needed: with more draws the
/// spread is better known, of which chance may be a small share only. Where chance matters to no
/// choice, a few are enough.
double worlds_needed(const LivesStudy& few, double spread_of_few, double spread,
                     double indifference) {
    if (spread <= 0 || spread_of_few <= 0 || few.chance_share <= 0)
        return few.worlds;
    const double variance = few.chance_deviation * few.chance_deviation;
    const double tolerated = kChanceOfIndifference * indifference;
    const double allowed = std::max(
        kChanceShare * variance / few.chance_share * spread / spread_of_few, tolerated * tolerated);
    return std::clamp(few.worlds * variance / allowed, 1.0 * kFewestWorlds, 1.0 * kMostWorlds);
}

/// How often draws are set up for their lives, each about as long as a draw in closed form.
double set_ups(int draws, double worlds) {
    const int rounds = worlds > kFewestWorlds ? 2 : 1;
    return (draws + 1.0) * rounds; // and the central draw
}

double worlds_of(int draws, double worlds) { return draws * worlds + kCentralWorlds; }

/// Overdoses in all worlds of so many draws like those of the study: a draw with more of them takes
/// longer to live through.
double overdoses_lived(const ExpectedStudy& like, int draws, double worlds) {
    double sum = 0;
    for (const DrawFacts& draw : like.draws)
        sum += draw.overdoses;
    return sum / static_cast<double>(like.draws.size()) * draws * worlds +
           like.central.overdoses * kCentralWorlds;
}

/// A study of some of the draws, and how long each of its stages took.
struct Sample {
    std::unique_ptr<PreparedStudy> prepared;
    ExpectedStudy expected;
    double preparing = 0, a_draw = 0;
};
Sample sample_of(const Scenario& scenario, const RunOptions& options, int draws) {
    Sample sample;
    Scenario some = scenario;
    some.run.draws = draws;
    const auto start = Clock::now();
    sample.prepared = prepare_study(some, options);
    sample.preparing = seconds_since(start);
    const auto drawing = Clock::now();
    sample.expected = evaluate_study(sample.prepared->plan);
    sample.a_draw = seconds_since(drawing) / (draws + 1); // with the central one
    return sample;
}

} // namespace

RunForecast forecast_run(const Scenario& scenario, const RunOptions& options) {
    RunForecast plan;
    plan.draws = scenario.run.draws;
    const int few_draws = draws_to_time(options.threads, plan.draws);
    const DecaySet decay = scenario.model.decay;
    const Sample few = sample_of(scenario, options, few_draws);
    const auto living = Clock::now();
    const NearbySites nearby(few.prepared->reach, few.prepared->population.people.size());
    const LivesStudy lives = live_study({&few.prepared->plan, &nearby, lives_spec(scenario.model)},
                                        few.expected, nullptr);
    const double set_up = set_ups(few_draws, lives.worlds) * few.a_draw;
    const double an_overdose = std::max(seconds_since(living) - set_up, 0.0) /
                               overdoses_lived(few.expected, few_draws, lives.worlds);
    const Sample more = sample_of(scenario, options, std::min(plan.draws, kDrawsForSpread));

    plan.candidates = few.expected.by_decay.front().sites().size();
    plan.model_rows = few.prepared->population.people.size();
    plan.people = people_at_risk(few.prepared->city, scenario);
    const double worlds = scenario.run.worlds > 0
                              ? scenario.run.worlds
                              : worlds_needed(lives, spread_a_unit(lives.by_decay[decay]),
                                              spread_a_unit(more.expected.by_decay[decay]),
                                              scenario.run.indifference);
    plan.worlds = static_cast<std::uint32_t>(std::lround(worlds));
    plan.seconds = more.preparing + more.a_draw * (plan.draws + 1 + set_ups(plan.draws, worlds)) +
                   an_overdose * overdoses_lived(more.expected, plan.draws, worlds);
    plan.megabytes = peak_megabytes() + megabytes_a_draw(few.expected, lives) * plan.draws;
    plan.is_resumable = is_resumable(scenario);
    plan.journal_megabytes = megabytes(figures_a_world(lives)) * worlds_of(plan.draws, worlds);
    return plan;
}

} // namespace careshed
