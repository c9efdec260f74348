#include "models/lives_study.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <mutex>
#include <string>

#include "engine/core/error.hpp"
#include "engine/core/interrupt.hpp"
#include "models/outcome_list.hpp"

namespace careshed {

namespace {

/// Everything of one world that the study keeps: outcomes and groups of each site under each decay,
/// then baseline deaths a year.
using WorldValues = std::vector<double>;

/// Where a value stands in WorldValues.
struct Layout {
    std::size_t sites = 0, outcomes = 0, groups = 0;
    [[nodiscard]] std::size_t site_values() const { return outcomes + groups; }
    [[nodiscard]] std::size_t of(std::size_t decay, std::size_t site) const {
        return (decay * sites + site) * site_values();
    }
    [[nodiscard]] std::size_t baseline() const { return kDecaySets * sites * site_values(); }
    [[nodiscard]] std::size_t size() const { return baseline() + 1; }
};

/// What all worlds of one draw share.
struct DrawOfLives {
    DrawSetup setup;
    LivingDraw living;
    std::array<Pull, kDecaySets> pulls;
    std::array<std::vector<double>, kDecaySets> wanted; ///< uses a day, by site
    std::vector<BoothLoad> loads;                       ///< by decay, then site
};

class LivesRun {
  public:
    LivesRun(const StudyPlan& plan, const NearbySites& nearby, const ExpectedStudy& expected,
             const LivesSpec& spec, RunJournal* journal)
        : plan_(plan), nearby_(nearby), expected_(expected), spec_(spec), journal_(journal),
          groups_(group_columns(*plan.population->city)),
          layout_{plan.reach->size(), site_outcomes().size(), groups_.outcomes.size()} {}

    [[nodiscard]] const Layout& layout() const { return layout_; }
    [[nodiscard]] const GroupColumns& groups() const { return groups_; }

    [[nodiscard]] DrawOfLives set_up(int draw) const {
        DrawOfLives lives{draw < 0 ? set_up_central(plan_)
                                   : set_up_draw(plan_, static_cast<std::uint32_t>(draw)),
                          {},
                          {},
                          {},
                          {}};
        lives.living = living_draw(plan_, lives.setup, spec_.history);
        for (const DecaySet decay : {DecaySet::stated, DecaySet::revealed}) {
            const auto d = static_cast<std::size_t>(decay);
            lives.pulls[d] = pull_of(plan_, lives.setup, decay);
            for (std::size_t site = 0; site < layout_.sites; ++site) {
                lives.wanted[d].push_back(draw < 0 ? expected_.wanted[d].central(site, 0)
                                                   : expected_.wanted[d].draws_of(
                                                         site, 0)[static_cast<std::size_t>(draw)]);
                lives.loads.push_back(load_of_draw(demand_of(lives, d, site), spec_,
                                                   plan_.population->city->candidates[site],
                                                   world_of(plan_.scenario->run.seed, draw, 0)));
            }
        }
        return lives;
    }

    /// One world of a draw, from the journal if it is there.
    [[nodiscard]] WorldValues values(const DrawOfLives& lives, World world) const {
        if (journal_ != nullptr)
            if (const auto kept = journal_->find(world.number); kept)
                return unpacked(*kept);
        WorldValues values = live(lives, world);
        if (journal_ != nullptr)
            journal_->record(world.number, packed(values));
        return values;
    }

  private:
    static std::string packed(const WorldValues& values) {
        return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(double)};
    }
    [[nodiscard]] WorldValues unpacked(std::string_view bytes) const {
        WorldValues values(layout_.size());
        if (bytes.size() != values.size() * sizeof(double))
            throw Error(ErrorKind::internal, "", "a journal's record has another study's length");
        std::memcpy(values.data(), bytes.data(), bytes.size());
        return values;
    }

    [[nodiscard]] static SiteDemand demand_of(const DrawOfLives& lives, std::size_t decay,
                                              std::size_t site) {
        const SiteTerms& terms = lives.setup.terms;
        return {terms.booths, terms.profile, terms.hours, lives.wanted[decay][site]};
    }

    [[nodiscard]] WorldValues live(const DrawOfLives& lives, World world) const {
        std::vector<Arm> arms;
        for (std::size_t d = 0; d < kDecaySets; ++d)
            for (std::size_t site = 0; site < layout_.sites; ++site)
                arms.push_back({{site, &lives.loads[arms.size()], &lives.pulls[d]}});
        const LaneCounts counts = count_lanes({plan_.population,
                                               &nearby_,
                                               &lives.living,
                                               world,
                                               {world.number % kRowStride, kRowStride}},
                                              {}, arms);
        WorldValues values(layout_.size());
        for (std::size_t d = 0; d < kDecaySets; ++d)
            for (std::size_t site = 0; site < layout_.sites; ++site)
                put_site(lives, d, site, counts, values);
        values[layout_.baseline()] =
            a_year(counts.baseline.deaths[kPrivate]) + a_year(counts.baseline.deaths[kPublic]);
        return values;
    }

    void put_site(const DrawOfLives& lives, std::size_t decay, std::size_t site,
                  const LaneCounts& counts, WorldValues& values) const {
        const std::size_t k = decay * layout_.sites + site;
        const LifeCounts& change = counts.changes[k];
        const SiteTerms& terms = lives.setup.terms;
        SiteEffect effect;
        effect.use = horizon_of_load(demand_of(lives, decay, site), lives.loads[k],
                                     terms.adoption_period, terms.months);
        effect.deaths_averted = {-a_year(change.deaths[kPrivate]), -a_year(change.deaths[kPublic])};
        effect.overdoses_on_site = a_year(change.on_site);
        effect.runs_averted = -a_year(change.runs);
        effect.runs_on_site = 365 * effect.use.uses_a_day * terms.on_site_calls;
        auto out = values.begin() + static_cast<std::ptrdiff_t>(layout_.of(decay, site));
        for (const double value :
             outcome_values(effect, lives.setup.parameters.economics, lives.setup.parameters.ems))
            *out++ = value;
        for (const auto& members : groups_.members) {
            EventUnits deaths = 0;
            for (const std::size_t group : members)
                deaths += counts.group_deaths[k][group];
            *out++ = -a_year(deaths);
        }
    }

    [[nodiscard]] double a_year(EventUnits units) const {
        return events_of(units) / plan_.scenario->run.years;
    }

    const StudyPlan& plan_;
    const NearbySites& nearby_;
    const ExpectedStudy& expected_;
    const LivesSpec& spec_;
    RunJournal* journal_;
    GroupColumns groups_;
    Layout layout_;
};

/// Worlds of one draw so far: their sum, and what the stopping rule needs of each.
struct DrawWorlds {
    WorldValues sum;
    std::vector<std::vector<double>> deaths_averted; ///< by world, then site; headline decay
    std::vector<double> baseline;                    ///< by world

    void add(const Layout& layout, std::size_t headline, const WorldValues& values) {
        sum.resize(values.size());
        for (std::size_t k = 0; k < values.size(); ++k)
            sum[k] += values[k];
        auto& averted = deaths_averted.emplace_back();
        for (std::size_t site = 0; site < layout.sites; ++site)
            averted.push_back(values[layout.of(headline, site)]);
        baseline.push_back(values[layout.baseline()]);
    }
};

struct MeanAndVariance {
    double mean = 0, variance = 0;
};
MeanAndVariance mean_and_variance(const std::vector<double>& values) {
    const auto n = static_cast<double>(values.size());
    MeanAndVariance result;
    for (const double value : values)
        result.mean += value / n;
    for (const double value : values)
        result.variance += (value - result.mean) * (value - result.mean) / std::max(n - 1, 1.0);
    return result;
}

/// The two sites with the most deaths averted over all draws and worlds; one twice if alone.
std::array<std::size_t, 2> top_two(const std::vector<DrawWorlds>& draws, std::size_t sites) {
    std::vector<double> totals(sites, 0.0);
    for (const DrawWorlds& draw : draws)
        for (const auto& averted : draw.deaths_averted)
            for (std::size_t site = 0; site < sites; ++site)
                totals[site] += averted[site];
    std::array<std::size_t, 2> top{0, 0};
    for (std::size_t site = 1; site < sites; ++site)
        top[0] = totals[site] > totals[top[0]] ? site : top[0];
    for (std::size_t site = 0; site < sites; ++site)
        if (site != top[0] && (top[1] == top[0] || totals[site] > totals[top[1]]))
            top[1] = site;
    return top;
}

/// Share of chance in the variance over draws of the difference between the two best sites (or
/// of the only site's benefit).
double chance_share(const std::vector<DrawWorlds>& draws, std::size_t sites) {
    const auto [best, second] = top_two(draws, sites);
    std::vector<double> means;
    double within = 0;
    for (const DrawWorlds& draw : draws) {
        std::vector<double> differences;
        for (const auto& averted : draw.deaths_averted)
            differences.push_back(averted[best] - (best == second ? 0 : averted[second]));
        const MeanAndVariance of_draw = mean_and_variance(differences);
        means.push_back(of_draw.mean);
        within += of_draw.variance / static_cast<double>(differences.size()) /
                  static_cast<double>(draws.size());
    }
    const double all = mean_and_variance(means).variance;
    return all > 0 ? within / all : 0;
}

/// Means of one draw's worlds into the tables. draw < 0 is the central draw.
void store(const LivesRun& run, const DrawWorlds& worlds, int draw, LivesStudy& study) {
    const Layout& layout = run.layout();
    const auto count = static_cast<double>(worlds.baseline.size());
    const auto put = [&](OutcomeTable& table, std::size_t site, std::size_t column, double sum) {
        (draw < 0 ? table.central(site, column)
                  : table.draws_of(site, column)[static_cast<std::size_t>(draw)]) = sum / count;
    };
    for (std::size_t d = 0; d < kDecaySets; ++d)
        for (std::size_t site = 0; site < layout.sites; ++site) {
            const std::size_t first = layout.of(d, site);
            for (std::size_t k = 0; k < layout.outcomes; ++k)
                put(study.by_decay[d], site, k, worlds.sum[first + k]);
            for (std::size_t k = 0; k < layout.groups; ++k)
                put(study.groups_by_decay[d], site, k, worlds.sum[first + layout.outcomes + k]);
        }
}

void add_baseline(const std::vector<DrawWorlds>& draws, LivesStudy& study) {
    std::vector<double> deaths;
    for (const DrawWorlds& draw : draws)
        deaths.insert(deaths.end(), draw.baseline.begin(), draw.baseline.end());
    const MeanAndVariance all = mean_and_variance(deaths);
    study.baseline_deaths = all.mean;
    study.baseline_error = std::sqrt(all.variance / static_cast<double>(deaths.size()));
}

} // namespace

BoothLoad load_of_draw(const SiteDemand& demand, const LivesSpec& spec, const Candidate& site,
                       World first) {
    if (!spec.queues)
        return steady_load(demand);
    return played_load(demand, {first.seed, Purpose::booth_queue, site.stable, first.number});
}

World world_of(std::uint64_t seed, int draw, std::uint32_t number) {
    return {seed, static_cast<std::uint32_t>(draw + 1) * kMostWorlds + number};
}

LivesStudy live_study(const StudyPlan& plan, const NearbySites& nearby,
                      const ExpectedStudy& expected, const LivesSpec& spec, RunJournal* journal) {
    const LivesRun run(plan, nearby, expected, spec, journal);
    const std::uint64_t seed = plan.scenario->run.seed;
    const auto headline = static_cast<std::size_t>(decay_named(plan.scenario->model.decay));
    const std::size_t count = expected.draws.size();
    std::vector<DrawWorlds> draws(count);
    std::vector<double> after_release(count);
    LivesStudy study;
    study.by_decay = expected.by_decay;
    study.groups_by_decay = expected.groups_by_decay;
    for (std::uint32_t from = 0, to = kFewestWorlds; from < kMostWorlds;
         from = to, to = worlds_after(to, study.chance_share)) {
        ProgressStep progress(plan.progress, "lives", count * (to - from));
        for_each_index(count, plan.threads, [&](std::size_t d) {
            const DrawOfLives lives = run.set_up(static_cast<int>(d));
            after_release[d] = lives.living.deaths_after_release;
            for (std::uint32_t number = from; number < to; ++number) {
                stop_if_interrupted();
                draws[d].add(run.layout(), headline,
                             run.values(lives, world_of(seed, static_cast<int>(d), number)));
                progress.advance();
            }
        });
        study.worlds = to;
        study.chance_share = chance_share(draws, run.layout().sites);
        if (study.chance_share <= kChanceShare)
            break;
    }
    for (std::size_t d = 0; d < count; ++d)
        store(run, draws[d], static_cast<int>(d), study);
    add_baseline(draws, study);
    study.deaths_after_release = mean_and_variance(after_release).mean;

    const DrawOfLives central = run.set_up(-1);
    std::vector<WorldValues> worlds =
        parallel_map<WorldValues>(kMostWorlds, plan.threads, [&](std::size_t number) {
            return run.values(central, world_of(seed, -1, static_cast<std::uint32_t>(number)));
        });
    DrawWorlds of_central;
    for (const WorldValues& values : worlds)
        of_central.add(run.layout(), headline, values);
    store(run, of_central, -1, study);
    return study;
}

} // namespace careshed
