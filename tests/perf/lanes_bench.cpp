#include <benchmark/benchmark.h>

#include "models/histories/lives.hpp"
#include "tests/perf/benchmarks.hpp"
#include "tests/perf/claims.hpp"
#include "tests/perf/contest.hpp"

namespace careshed::test {

namespace {

/// An arm for each candidate, with the load of its own demand.
struct EverySite {
    Pull pull;
    std::vector<BoothLoad> loads;
    std::vector<Arm> arms;

    EverySite(const HarborStudy& study, const DrawSetup& draw)
        : pull(pull_of(study.plan, draw, DecaySet::stated)) {
        const SiteTerms& terms = draw.terms;
        for (std::size_t site = 0; site < study.reach.size(); ++site) {
            const double wanted = effect_of(study.plan, draw, pull, site).uses_wanted_a_day;
            loads.push_back(steady_load({terms.booths, terms.profile, terms.hours, wanted}));
        }
        for (std::size_t site = 0; site < loads.size(); ++site)
            arms.push_back({{site, &loads[site], &pull}});
    }
};

} // namespace

void candidates_beside_baseline(benchmark::State& state, const HarborStudy& study) {
    const DrawSetup draw = eventful_draw(study.plan);
    const LivingDraw living = living_draw(study.plan, draw, History::on);
    const NearbySites nearby(study.reach, living.people.size());
    const EverySite sites(study, draw);
    std::size_t pairs = 0;
    for (const SiteReach& reach : study.reach)
        pairs += reach.walkers.size();
    double averted = 0;
    Contest contest;
    std::uint32_t lap = 0;
    for ([[maybe_unused]] auto _ : state) {
        const LivesPlan plan{&study.population, &nearby, &living, {1, lap++}, {}};
        LaneCounts counts;
        state.SetIterationTime(
            contest.lap([&] { benchmark::DoNotOptimize(count_lanes(plan, {}, {})); },
                        [&] { counts = count_lanes(plan, {}, sites.arms); }));
        for (const LifeCounts& change : counts.changes)
            averted -= events_of(change.deaths[kPrivate]) + events_of(change.deaths[kPublic]);
    }
    const auto count = static_cast<double>(sites.arms.size());
    state.counters["candidates"] = count;
    state.counters["walkers_a_candidate"] = static_cast<double>(pairs) / count;
    state.counters["deaths_averted_a_candidate"] = averted / (lap * count * living.terms.years);
    claim(state, "times_baseline", contest.ratio(), {0, 5});
}

} // namespace careshed::test
