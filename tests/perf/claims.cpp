#include "tests/perf/claims.hpp"

#include <benchmark/benchmark.h>

namespace careshed::test {

void claim(benchmark::State& state, const std::string& name, double value, Bound bound) {
    state.counters[name] = value;
    if (value >= bound.least && value <= bound.most)
        return;
    const bool is_low = value < bound.least;
    state.SetLabel(kBroken + name + " is " + std::to_string(value) + ", " +
                   (is_low ? "at least " : "at most ") +
                   std::to_string(is_low ? bound.least : bound.most) + " is promised");
}

} // namespace careshed::test
