#include <benchmark/benchmark.h>
#include <unistd.h>

#include <fstream>

#include "models/histories/lives.hpp"
#include "tests/perf/benchmarks.hpp"
#include "tests/perf/claims.hpp"
#include "tests/perf/contest.hpp"

namespace careshed::test {

static_assert(sizeof(LivePerson) <= 64 && sizeof(LifeOverdose) <= 32);

namespace {

double resident_bytes() {
    std::ifstream pages("/proc/self/statm");
    double all = 0, resident = 0;
    pages >> all >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

/// A city's lives, ready to be run.
struct Ready {
    const HarborStudy* study;
    LivingDraw living;
    NearbySites nearby;
    std::uint32_t world = 0;

    explicit Ready(const HarborStudy& of)
        : study(&of), living(living_draw(of.plan, eventful_draw(of.plan), History::on)),
          nearby({}, living.people.size()) {}
    void run() {
        const LivesPlan plan{&study->population, &nearby, &living, {1, world++}, {}};
        benchmark::DoNotOptimize(count_lanes(plan, {}, {}));
    }
};

} // namespace

void bytes_of_a_person(benchmark::State& state, const HarborStudy& study) {
    const DrawSetup draw = eventful_draw(study.plan);
    const auto rows = static_cast<double>(study.population.people.size());
    double bytes = 0;
    for ([[maybe_unused]] auto _ : state) {
        const double before = resident_bytes(), begun = processor_seconds();
        const LivingDraw living = living_draw(study.plan, draw, History::on);
        const NearbySites nobody_goes({}, living.people.size());
        const LivesPlan plan{&study.population, &nobody_goes, &living, {1, 0}, {}};
        benchmark::DoNotOptimize(count_lanes(plan, {}, {}));
        state.SetIterationTime(processor_seconds() - begun);
        bytes = (resident_bytes() - before) / rows;
    }
    state.counters["rows"] = rows;
    // 64 for the person, 8 for where the list of sites in reach begins.
    claim(state, "bytes_a_person", bytes, {0, 73});
}

void few_people_beside_many(benchmark::State& state, const HarborStudy& few_study,
                            const HarborStudy& many_study) {
    Ready few(few_study), many(many_study);
    const auto few_rows = static_cast<double>(few.living.people.size());
    const auto many_rows = static_cast<double>(many.living.people.size());
    constexpr int kRuns = 10; // of few: one alone would be too short to time
    Contest contest;
    for ([[maybe_unused]] auto _ : state) {
        state.SetIterationTime(contest.lap(
            [&] {
                for (int run = 0; run < kRuns; ++run)
                    few.run();
            },
            [&] { many.run(); }));
    }
    state.counters["few"] = few_rows;
    state.counters["many"] = many_rows;
    state.counters["seconds_a_person_many"] = contest.second_seconds() / many_rows;
    claim(state, "time_a_person_many_beside_few", contest.ratio() * kRuns * few_rows / many_rows,
          {0, 1.5});
}

} // namespace careshed::test
