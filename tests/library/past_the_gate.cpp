// Must not compile: reaches for a study's recorded counts. With CARESHED_STAYS_OUTSIDE it does not,
// and compiles, so that the test knows why it fails otherwise.
#include "models/careshed.hpp"
#ifndef CARESHED_STAYS_OUTSIDE
#include "models/studies/prepared_study.hpp"
#endif

int main() {
    const careshed::Scenario scenario = careshed::read_scenario(SAMPLE_SCENARIO);
#ifdef CARESHED_STAYS_OUTSIDE
    return static_cast<int>(careshed::check(scenario).findings.size());
#else
    return careshed::prepare_study(scenario, {})->population.incidence.recorded_a_year > 0 ? 0 : 1;
#endif
}
