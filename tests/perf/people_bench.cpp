#include <benchmark/benchmark.h>
#include <unistd.h>

#include <fstream>

#include "models/histories/histories.hpp"
#include "tests/perf/benchmarks.hpp"
#include "tests/perf/claims.hpp"
#include "tests/perf/contest.hpp"

namespace careshed::test {

static_assert(sizeof(SimulatedPerson) <= 64 && sizeof(OverdoseEvent) <= 32);

namespace {

double resident_bytes() {
    std::ifstream pages("/proc/self/statm");
    double all = 0, resident = 0;
    pages >> all >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

/// A city's histories, ready to be simulated.
struct Ready {
    const HarborStudy* study;
    HistorySetup histories;
    NearbySites nearby;
    std::uint32_t replication = 0;

    explicit Ready(const HarborStudy& of)
        : study(&of), histories(set_up_histories(of.plan, eventful_draw(of.plan), History::on)),
          nearby({}, histories.people.size()) {}
    void run() {
        const HistoriesPlan plan{&study->population, &nearby, &histories, {1, replication++}, {}};
        benchmark::DoNotOptimize(count_paired(plan, {}, {}));
    }
};

} // namespace

void bytes_of_a_person(benchmark::State& state, const HarborStudy& study) {
    const DrawSetup draw = eventful_draw(study.plan);
    const auto rows = static_cast<double>(study.population.people.size());
    double bytes = 0;
    for ([[maybe_unused]] auto _ : state) {
        const double before = resident_bytes(), begun = processor_seconds();
        const HistorySetup histories = set_up_histories(study.plan, draw, History::on);
        const NearbySites nobody_goes({}, histories.people.size());
        const HistoriesPlan plan{&study.population, &nobody_goes, &histories, {1, 0}, {}};
        benchmark::DoNotOptimize(count_paired(plan, {}, {}));
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
    const auto few_rows = static_cast<double>(few.histories.people.size());
    const auto many_rows = static_cast<double>(many.histories.people.size());
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
