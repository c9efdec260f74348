#include <benchmark/benchmark.h>

#include <cmath>

#include "tests/perf/benchmarks.hpp"
#include "tests/perf/claims.hpp"
#include "tests/perf/contest.hpp"
#include "tests/perf/naive_histories.hpp"

namespace careshed::test {

namespace {

constexpr std::size_t kRowsALap = 600;
constexpr std::uint32_t kKernelSeed = 1, kNaiveSeed = 2, kComparedSeed = 3;
constexpr std::uint32_t kReplicationsEvaluated = 8;

double deaths_of(const HistoryCounts& counts) {
    return events_of(counts.deaths[kPrivate]) + events_of(counts.deaths[kPublic]);
}

/// Mean of differences of pairs in standard errors: near 0 where they are Monte Carlo error.
class Differences {
  public:
    void add(double a, double b) {
        ++count_;
        sum_ += a - b;
        squares_ += (a - b) * (a - b);
    }
    [[nodiscard]] double standard_errors() const {
        const double mean = sum_ / count_;
        return mean / std::sqrt((squares_ / count_ - mean * mean) / (count_ - 1));
    }

  private:
    double count_ = 0, sum_ = 0, squares_ = 0;
};

/// The same rows simulated by both, to check that they count the same.
class SameHistories {
  public:
    void compare(const HistoriesPlan& plan, const NaiveCounts& naive) {
        double deaths = 0, overdoses = 0;
        for (std::uint32_t number = 0; number < kReplicationsEvaluated; ++number) {
            HistoriesPlan compared = plan;
            compared.replication = {kComparedSeed,
                                    plan.replication.number * kReplicationsEvaluated + number};
            const HistoryCounts counts = count_paired(compared, {}, {}).baseline;
            deaths += deaths_of(counts) / kReplicationsEvaluated;
            overdoses += events_of(counts.overdoses) / kReplicationsEvaluated;
        }
        deaths_.add(naive.deaths, deaths);
        overdoses_.add(naive.overdoses, overdoses);
        all_deaths_ += naive.deaths;
        kernel_deaths_ += deaths;
    }
    void claim_equal(benchmark::State& state) const {
        state.counters["deaths_ratio"] = all_deaths_ / kernel_deaths_;
        claim(state, "deaths_z", std::abs(deaths_.standard_errors()), {0, 4});
        claim(state, "overdoses_z", std::abs(overdoses_.standard_errors()), {0, 4});
    }

  private:
    Differences deaths_, overdoses_;
    double all_deaths_ = 0, kernel_deaths_ = 0;
};

} // namespace

void kernel_beside_naive(benchmark::State& state, const HarborStudy& study) {
    const DrawSetup draw = eventful_draw(study.plan);
    const HistorySetup histories = set_up_histories(study.plan, draw, History::on);
    const std::size_t rows = histories.people.size(), stride = rows / kRowsALap;
    const NearbySites nobody_goes({}, rows);
    NaiveHistories naive(study.population, draw, histories);
    Contest contest;
    SameHistories same;
    NaiveCounts all;
    std::uint32_t lap = 0;
    for ([[maybe_unused]] auto _ : state) {
        const SimulatedRows part{lap % stride, stride};
        NaiveCounts counts;
        HistoriesPlan plan{&study.population, &nobody_goes, &histories, {kKernelSeed, lap}, {}};
        state.SetIterationTime(
            contest.lap([&] { benchmark::DoNotOptimize(count_paired(plan, {}, {})); },
                        [&] { counts = naive.count(part, {kNaiveSeed, lap}); }));
        plan.rows = part;
        same.compare(plan, counts);
        all.uses += counts.uses;
        all.draws += counts.draws;
        ++lap;
    }
    const double days = 365 * histories.terms.years;
    const double part_days = days * static_cast<double>(rows) / static_cast<double>(stride);
    const double lap_seconds = contest.second_seconds();
    state.counters["rows"] = static_cast<double>(rows);
    state.counters["kernel_days_a_second"] =
        days * static_cast<double>(rows) / contest.first_seconds();
    state.counters["naive_days_a_second"] = part_days / lap_seconds;
    state.counters["naive_draws_a_second"] = static_cast<double>(all.draws) / lap / lap_seconds;
    state.counters["draws_a_use"] = static_cast<double>(all.draws) / static_cast<double>(all.uses);
    same.claim_equal(state);
    claim(state, "times_faster", contest.ratio() * static_cast<double>(stride), {100});
}

} // namespace careshed::test
