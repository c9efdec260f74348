#include <benchmark/benchmark.h>

#include <cmath>

#include "tests/perf/benchmarks.hpp"
#include "tests/perf/claims.hpp"
#include "tests/perf/contest.hpp"
#include "tests/perf/naive_lives.hpp"

namespace careshed::test {

namespace {

constexpr std::size_t kRowsALap = 600;
constexpr std::uint32_t kKernelSeed = 1, kNaiveSeed = 2, kJudgedSeed = 3;
constexpr std::uint32_t kWorldsJudged = 8;

double deaths_of(const LifeCounts& counts) {
    return events_of(counts.deaths[kPrivate]) + events_of(counts.deaths[kPublic]);
}

/// Whether differences of pairs are chance around 0: their mean in standard errors.
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

/// The same rows lived by both, so that they can be seen to count the same.
class SameLives {
  public:
    void compare(const LivesPlan& plan, const NaiveCounts& naive) {
        double deaths = 0, overdoses = 0;
        for (std::uint32_t number = 0; number < kWorldsJudged; ++number) {
            LivesPlan judged = plan;
            judged.world = {kJudgedSeed, plan.world.number * kWorldsJudged + number};
            const LifeCounts counts = count_lanes(judged, {}, {}).baseline;
            deaths += deaths_of(counts) / kWorldsJudged;
            overdoses += events_of(counts.overdoses) / kWorldsJudged;
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
    const LivingDraw living = living_draw(study.plan, draw, History::on);
    const std::size_t rows = living.people.size(), stride = rows / kRowsALap;
    const NearbySites nobody_goes({}, rows);
    NaiveLives naive(study.population, draw, living);
    Contest contest;
    SameLives same;
    NaiveCounts all;
    std::uint32_t lap = 0;
    for ([[maybe_unused]] auto _ : state) {
        const RowsLived part{lap % stride, stride};
        NaiveCounts counts;
        LivesPlan plan{&study.population, &nobody_goes, &living, {kKernelSeed, lap}, {}};
        state.SetIterationTime(
            contest.lap([&] { benchmark::DoNotOptimize(count_lanes(plan, {}, {})); },
                        [&] { counts = naive.count(part, {kNaiveSeed, lap}); }));
        plan.rows = part;
        same.compare(plan, counts);
        all.uses += counts.uses;
        all.draws += counts.draws;
        ++lap;
    }
    const double days = 365 * living.terms.years;
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
