// A claim about speed: what was measured, printed, and the bound it must keep. The label of a
// benchmark that breaks its bound says so, and the program ends with exit code 1.
#pragma once

#include <string>

// The library's own header may be missing where only the everyday tests run.
namespace benchmark {
class State;
} // namespace benchmark

namespace careshed::test {

struct Bound {
    double least = 0;
    double most = 1e300;
};

/// How the label of a broken benchmark begins.
inline const std::string kBroken = "BROKEN: ";

/// Shows `value`; labels the benchmark as broken when it is out of bounds.
void claim(benchmark::State& state, const std::string& name, double value, Bound bound);

} // namespace careshed::test
