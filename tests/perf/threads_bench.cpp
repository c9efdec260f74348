#include <benchmark/benchmark.h>

#include <algorithm>
#include <fstream>

#include "models/studies/histories_study.hpp"
#include "tests/perf/benchmarks.hpp"
#include "tests/perf/claims.hpp"
#include "tests/perf/contest.hpp"

namespace careshed::test {

namespace {

double process_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// For how long this thread could have run but other programs had the cores; 0 where the system
/// does not report it.
double seconds_kept_waiting() {
    std::ifstream schedule("/proc/thread-self/schedstat");
    double ran = 0, waited = 0;
    schedule >> ran >> waited;
    return 1e-9 * waited;
}

struct Lap {
    double wall = 0, waited = 0;
    double busiest = 0; ///< processor time of this thread, or of all others if they did more
};
template <class Body> Lap run(Body&& body) {
    const double wall = wall_seconds(), waited = seconds_kept_waiting();
    const double own = processor_seconds(), all = process_seconds();
    body();
    const double own_work = processor_seconds() - own;
    const double others = process_seconds() - all - own_work;
    return {wall_seconds() - wall, seconds_kept_waiting() - waited, std::max(own_work, others)};
}

} // namespace

void one_thread_beside_two(benchmark::State& state, HarborStudy& study) {
    study.scenario.run.draws = 8;
    const NearbySites nearby(study.reach, study.population.people.size());
    StudyPlan one = study.plan, two = study.plan;
    one.threads = {1};
    two.threads = {2};
    const ExpectedStudy expected = evaluate_study(two);
    const auto go_on_simulating = [&](const StudyPlan& plan) {
        return run([&] {
            benchmark::DoNotOptimize(simulate_study({&plan, &nearby, {}}, expected, nullptr));
        });
    };
    std::vector<double> by_wall, by_work, waiting;
    for ([[maybe_unused]] auto _ : state) {
        const Lap alone = go_on_simulating(one), shared = go_on_simulating(two);
        state.SetIterationTime(alone.busiest);
        by_wall.push_back(alone.wall / shared.wall);
        by_work.push_back(alone.busiest / shared.busiest);
        waiting.push_back(alone.waited / alone.wall);
    }
    state.counters["kept_waiting_share"] = median(waiting);
    state.counters["speedup_on_the_wall"] = median(by_wall);
    // Where other programs hold the cores, wall-clock time measures them: then how evenly the
    // work was shared is what can be said. Two quiet cores give 1.7 and more.
    constexpr double kQuiet = 0.02;
    claim(state, "speedup", median(median(waiting) < kQuiet ? by_wall : by_work), {1.3});
}

} // namespace careshed::test
