// The benchmarks by subject; main.cpp says on which cities each runs.
#pragma once

#include "tests/perf/perf_study.hpp"
#include "tests/perf/street_cities.hpp"

// The library's own header may be missing where only the everyday tests run.
namespace benchmark {
class State;
} // namespace benchmark

namespace careshed::test {

/// Person-days a second of the kernel beside histories that draw every use.
void kernel_beside_naive(benchmark::State& state, const HarborStudy& study);
/// One run that evaluates every candidate beside one that evaluates none.
void candidates_beside_baseline(benchmark::State& state, const HarborStudy& study);
/// A study on one thread beside the same on two, by wall clock.
void one_thread_beside_two(benchmark::State& state, HarborStudy& study);
/// Resident bytes a person that histories need.
void bytes_of_a_person(benchmark::State& state, const HarborStudy& study);
/// Time a person among few and among many.
void few_people_beside_many(benchmark::State& state, const HarborStudy& few,
                            const HarborStudy& many);

/// How many times as quick as each peer a walk from 200 corners must be; 0: is not run.
struct WalkingPromise {
    double beside_boost = 0, beside_igraph = 0;
    double beside_sweep = 0; ///< at most so many times as slow
};
/// Everything within 20 minutes of 200 corners, beside Boost.Graph, igraph and a breadth-first
/// sweep of the same balls.
void walking_beside_peers(benchmark::State& state, const StreetCity& city,
                          const WalkingPromise& promise);
/// Time a corner in one city and in a larger.
void walking_in_larger_city(benchmark::State& state, const StreetCity& small,
                            const StreetCity& large);
/// Every corner's 20 minutes, summed and not kept.
void every_corner_a_candidate(benchmark::State& state, const StreetCity& city);
/// compute_walk_times() beside its search alone: rows, scratch and threads are in it.
void whole_walk_times(benchmark::State& state, const StreetCity& city);
/// The 8 nearest of 50 stations at every node, beside Boost.Graph from each station.
void nearest_stations_beside_boost(benchmark::State& state, const StreetCity& city);

} // namespace careshed::test
