// The benchmarks by subject; main.cpp says on which cities each runs.
#pragma once

#include "tests/perf/perf_study.hpp"

// The library's own header may be missing where only the everyday tests run.
namespace benchmark {
class State;
} // namespace benchmark

namespace careshed::test {

/// Person-days a second of the kernel beside lives that draw every use.
void kernel_beside_naive(benchmark::State& state, const HarborStudy& study);
/// One run that judges every candidate beside one that judges none.
void candidates_beside_baseline(benchmark::State& state, const HarborStudy& study);
/// A study on one thread beside the same on two, by the clock on the wall.
void one_thread_beside_two(benchmark::State& state, HarborStudy& study);
/// Resident bytes a person that lives need.
void bytes_of_a_person(benchmark::State& state, const HarborStudy& study);
/// Time a person among few and among many.
void few_people_beside_many(benchmark::State& state, const HarborStudy& few,
                            const HarborStudy& many);

} // namespace careshed::test
