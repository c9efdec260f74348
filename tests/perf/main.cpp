// Measures the simulation kernel and the searches of streets against their promises. Ratios only,
// each within one run: they hold on any machine, and on a busy one.
//
// usage: careshed_perf [--benchmark_filter=REGEX]

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdio>

#include "tests/perf/benchmarks.hpp"
#include "tests/perf/claims.hpp"
#include "tests/real_layers.hpp"

namespace {

constexpr std::size_t kCandidates = 100;
constexpr std::size_t kManyRows = 1'000'000;
constexpr std::size_t kCorners = 65'000, kDrivenCorners = 300'000, kManyCorners = 1'000'000;

/// A benchmark of `laps` laps, each timed by itself.
template <class Body> void add(const char* name, int laps, Body&& body) {
    benchmark::RegisterBenchmark(name, body)
        ->Iterations(laps)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
}

void add_harbor() {
    using namespace careshed::test;
    add("harbor/kernel_beside_naive", 60,
        [](benchmark::State& state) { kernel_beside_naive(state, *make_harbor(kFewRows)); });
    add("harbor/candidates_beside_baseline", 15, [](benchmark::State& state) {
        candidates_beside_baseline(state, *make_harbor_of_corners(kCandidates));
    });
    add("harbor/one_thread_beside_two", 3,
        [](benchmark::State& state) { one_thread_beside_two(state, *make_harbor(kFewRows)); });
    add("harbor/bytes_of_a_person", 1,
        [](benchmark::State& state) { bytes_of_a_person(state, *make_harbor(kManyRows)); });
    add("harbor/few_people_beside_many", 3, [](benchmark::State& state) {
        few_people_beside_many(state, *make_harbor(kFewRows), *make_harbor(kManyRows));
    });
}

void add_chicago(const std::filesystem::path& data) {
    using namespace careshed::test;
    add("chicago/kernel_beside_naive", 60,
        [data](benchmark::State& state) { kernel_beside_naive(state, *make_chicago(data, 1)); });
    add("chicago/candidates_beside_baseline", 15, [data](benchmark::State& state) {
        candidates_beside_baseline(state, *make_chicago(data, kCandidates));
    });
}

void add_streets() {
    using namespace careshed::test;
    add("streets/walking_beside_peers", 31, [](benchmark::State& state) {
        walking_beside_peers(state, StreetCity(harbor_streets(kCorners)), {2.3, 20, 1.5});
    });
    add("streets/walking_among_a_million_corners", 31, [](benchmark::State& state) {
        walking_beside_peers(state, StreetCity(harbor_streets(kManyCorners)), {2.3, 0, 1.9});
    });
    add("streets/walking_in_larger_city", 31, [](benchmark::State& state) {
        walking_in_larger_city(state, StreetCity(harbor_streets(kCorners)),
                               StreetCity(harbor_streets(kManyCorners)));
    });
    add("streets/every_corner_a_candidate", 3, [](benchmark::State& state) {
        every_corner_a_candidate(state, StreetCity(harbor_streets(kCorners)));
    });
    add("streets/whole_walk_times", 31, [](benchmark::State& state) {
        whole_walk_times(state, StreetCity(harbor_streets(kCorners)));
    });
    add("streets/nearest_stations_beside_boost", 5, [](benchmark::State& state) {
        nearest_stations_beside_boost(state, StreetCity(harbor_streets(kDrivenCorners)));
    });
}

void add_chicago_streets(const std::filesystem::path& data) {
    using namespace careshed::test;
    add("chicago/walking_beside_peers", 31, [data](benchmark::State& state) {
        walking_beside_peers(state, StreetCity(chicago_streets(data)), {2.3, 10, 1.5});
    });
}

/// One figure a line; remembers whether a promise was broken.
class Verdict : public benchmark::BenchmarkReporter {
  public:
    bool ReportContext(const Context& /*machine*/) override { return true; }
    void ReportRuns(const std::vector<Run>& runs) override {
        for (const Run& run : runs) {
            fmt::print("{}\n", run.run_name.function_name);
            for (const auto& [name, counter] : run.counters)
                fmt::print("    {:<32} {:.6g}\n", name, counter.value);
            if (!run.report_label.empty())
                fmt::print("    {}\n", run.report_label);
            std::fflush(stdout);
            is_broken_ = is_broken_ || run.error_occurred ||
                         run.report_label.starts_with(careshed::test::kBroken);
        }
    }
    [[nodiscard]] bool is_broken() const { return is_broken_; }

  private:
    bool is_broken_ = false;
};

} // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    add_harbor();
    add_streets();
    if (const auto chicago = careshed::test::find_real_layers("chicago")) {
        add_chicago(*chicago);
        add_chicago_streets(*chicago);
    }
    Verdict verdict;
    if (benchmark::RunSpecifiedBenchmarks(&verdict) == 0)
        std::puts("skipped: no real data");
    benchmark::Shutdown();
    return verdict.is_broken() ? 1 : 0;
}
