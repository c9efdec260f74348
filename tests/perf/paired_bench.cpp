#include <benchmark/benchmark.h>

#include "models/histories/histories.hpp"
#include "tests/perf/benchmarks.hpp"
#include "tests/perf/claims.hpp"
#include "tests/perf/contest.hpp"

namespace careshed::test {

namespace {

/// An arm for each candidate, with the acceptance of its own demand.
struct EverySite {
    Attraction attraction;
    std::vector<BoothAcceptance> acceptances;
    std::vector<Arm> arms;

    EverySite(const HarborStudy& study, const DrawSetup& draw)
        : attraction(attraction_curve(study.plan, draw, DecaySet::stated)) {
        const SiteTerms& terms = draw.terms;
        for (std::size_t site = 0; site < study.reach.size(); ++site) {
            const double wanted = effect_of(study.plan, draw, attraction, site).uses_wanted_a_day;
            acceptances.push_back(
                steady_acceptance({terms.booths, terms.profile, terms.hours, wanted}));
        }
        for (std::size_t site = 0; site < acceptances.size(); ++site)
            arms.push_back({{site, &acceptances[site], &attraction}});
    }
};

} // namespace

void candidates_beside_baseline(benchmark::State& state, const HarborStudy& study) {
    const DrawSetup draw = eventful_draw(study.plan);
    const HistorySetup histories = set_up_histories(study.plan, draw, History::on);
    const NearbySites nearby(study.reach, histories.people.size());
    const EverySite sites(study, draw);
    std::size_t pairs = 0;
    for (const SiteReach& reach : study.reach)
        pairs += reach.walkers.size();
    double averted = 0;
    Contest contest;
    std::uint32_t lap = 0;
    for ([[maybe_unused]] auto _ : state) {
        const HistoriesPlan plan{&study.population, &nearby, &histories, {1, lap++}, {}};
        PairedCounts counts;
        state.SetIterationTime(
            contest.lap([&] { benchmark::DoNotOptimize(count_paired(plan, {}, {})); },
                        [&] { counts = count_paired(plan, {}, sites.arms); }));
        for (const HistoryCounts& change : counts.changes)
            averted -= events_of(change.deaths[kPrivate]) + events_of(change.deaths[kPublic]);
    }
    const auto count = static_cast<double>(sites.arms.size());
    state.counters["candidates"] = count;
    state.counters["walkers_a_candidate"] = static_cast<double>(pairs) / count;
    state.counters["deaths_averted_a_candidate"] = averted / (lap * count * histories.terms.years);
    claim(state, "times_baseline", contest.ratio(), {0, 5});
}

} // namespace careshed::test
