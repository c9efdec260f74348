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

#include "models/studies/histories_study.hpp"
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

/// Figures kept of each replication, in memory (summed by draw) and in the journal.
double figures_a_replication(const HistoriesStudy& histories) {
    const ReplicationLayout layout{histories.by_decay.front().sites().size(),
                                   histories.groups_by_decay.front().outcomes().size()};
    return static_cast<double>(layout.size());
}

/// Memory of one more draw: a figure a site and outcome in every table, of which the report has
/// copies of its own.
double megabytes_a_draw(const ExpectedStudy& study, const HistoriesStudy& histories) {
    const double in_expectation = figures_in(study.by_decay) + figures_in(study.groups_by_decay) +
                                  figures_in(study.wanted) + figures_in(study.by_structure);
    return megabytes(2 * in_expectation + 3 * figures_a_replication(histories));
}

/// Draws of the analytic expectation, for the spread between draws.
constexpr int kDrawsForSpread = 50;

/// Fewer would not show the replications that a draw needs, nor keep every thread at work.
int draws_to_time(Threads limit, int draws) {
    const int threads =
        limit.count > 0 ? limit.count : static_cast<int>(std::thread::hardware_concurrency());
    return std::min(draws, std::max(6, threads));
}

/// Variance over draws of the difference between a study's two best sites, for each unit of that
/// difference: Monte Carlo variance within a draw grows as the difference does.
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

/// Replications a draw, on average, that all draws will need, from the need of a few: with more
/// draws the spread is better known, of which Monte Carlo variance may be a small share only. Where
/// it matters to no choice, a few are enough.
double replications_needed(const HistoriesStudy& few, double spread_of_few, double spread,
                           double indifference) {
    if (spread <= 0 || spread_of_few <= 0 || few.chance_share <= 0)
        return few.replications;
    const double variance = few.chance_deviation * few.chance_deviation;
    const double tolerated = kMonteCarloOfIndifference * indifference;
    const double allowed =
        std::max(kMonteCarloShare * variance / few.chance_share * spread / spread_of_few,
                 tolerated * tolerated);
    return std::clamp(few.replications * variance / allowed, 1.0 * kFewestReplications,
                      1.0 * kMostReplications);
}

/// Setups of draws for simulation, each about as long as a draw of the analytic expectation.
double set_ups(int draws, double replications) {
    const int rounds = replications > kFewestReplications ? 2 : 1;
    return (draws + 1.0) * rounds; // and the central draw
}

double replications_of(int draws, double replications) {
    return draws * replications + kCentralReplications;
}

/// Overdoses in all replications of so many draws like those of the study: a draw with more of them
/// takes longer to simulate.
double overdoses_simulated(const ExpectedStudy& like, int draws, double replications) {
    double sum = 0;
    for (const DrawFacts& draw : like.draws)
        sum += draw.overdoses;
    return sum / static_cast<double>(like.draws.size()) * draws * replications +
           like.central.overdoses * kCentralReplications;
}

/// A study of some of the draws, and the run time of each of its stages.
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
    const auto simulating = Clock::now();
    const NearbySites nearby(few.prepared->reach, few.prepared->population.people.size());
    const HistoriesStudy histories = simulate_study(
        {&few.prepared->plan, &nearby, histories_spec(scenario.model)}, few.expected, nullptr);
    const double set_up = set_ups(few_draws, histories.replications) * few.a_draw;
    const double an_overdose = std::max(seconds_since(simulating) - set_up, 0.0) /
                               overdoses_simulated(few.expected, few_draws, histories.replications);
    const Sample more = sample_of(scenario, options, std::min(plan.draws, kDrawsForSpread));

    plan.candidates = few.expected.by_decay.front().sites().size();
    plan.model_rows = few.prepared->population.people.size();
    plan.people = people_at_risk(few.prepared->city, scenario);
    const double replications =
        scenario.run.replications > 0
            ? scenario.run.replications
            : replications_needed(histories, spread_a_unit(histories.by_decay[decay]),
                                  spread_a_unit(more.expected.by_decay[decay]),
                                  scenario.run.indifference);
    plan.replications = static_cast<std::uint32_t>(std::lround(replications));
    plan.seconds = more.preparing +
                   more.a_draw * (plan.draws + 1 + set_ups(plan.draws, replications)) +
                   an_overdose * overdoses_simulated(more.expected, plan.draws, replications);
    plan.megabytes = peak_megabytes() + megabytes_a_draw(few.expected, histories) * plan.draws;
    plan.is_resumable = is_resumable(scenario);
    plan.journal_megabytes =
        megabytes(figures_a_replication(histories)) * replications_of(plan.draws, replications);
    return plan;
}

} // namespace careshed
