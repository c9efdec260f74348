#include "models/arrangement.hpp"

#include "engine/core/interrupt.hpp"
#include "engine/core/tally.hpp"

namespace careshed {

namespace {

/// A site as one draw sees it; without one, an arm that opens nothing.
struct SiteInDraw {
    bool is_open = false;
    std::size_t candidate = 0;
    Pull pull;
    SiteDemand demand;
};

class LivedDraw {
  public:
    LivedDraw(const StudyPlan& plan, const NearbySites& nearby, const LivesSpec& spec,
              std::optional<std::size_t> site, int draw)
        : plan_(plan), nearby_(nearby), spec_(spec), draw_(draw),
          setup_(draw < 0 ? set_up_central(plan)
                          : set_up_draw(plan, static_cast<std::uint32_t>(draw))),
          living_(living_draw(plan, setup_, spec.history)) {
        if (!site)
            return;
        site_.is_open = true;
        site_.candidate = *site;
        site_.pull = pull_of(plan, setup_, decay_named(plan.scenario->model.decay));
        const SiteTerms& terms = setup_.terms;
        site_.demand = {terms.booths, terms.profile, terms.hours,
                        effect_of(plan, setup_, site_.pull, *site).uses_wanted_a_day};
    }

    /// Means over `worlds` worlds.
    [[nodiscard]] ArrangementDraw figures(std::uint32_t worlds) const {
        const double to_hospital = setup_.parameters.ems.transported_to_hospital;
        const auto years = static_cast<std::size_t>(living_.terms.years);
        ArrangementDraw draw;
        draw.baseline = {living_.fitted_deaths, living_.fitted_overdoses, living_.fitted_runs,
                         living_.fitted_runs * to_hospital};
        draw.with_site = draw.baseline;
        draw.averted_by_year.assign(years, 0.0);
        for (std::uint32_t number = 0; number < worlds && site_.is_open; ++number) {
            stop_if_interrupted();
            add_change(world(number), worlds, draw);
        }
        draw.with_site.ed_visits +=
            (draw.with_site.ems_runs - draw.baseline.ems_runs) * to_hospital;
        draw.counted_baseline = counted({});
        draw.counted_with_site = draw.counted_baseline;
        if (site_.is_open) {
            const BoothLoad booths = load();
            draw.counted_with_site = counted(arm_of(booths));
        }
        return draw;
    }

    /// Expected deaths averted a year by area, mean over `worlds` worlds.
    [[nodiscard]] std::vector<double> averted_by_area(std::uint32_t worlds) const {
        std::vector<EventUnits> averted(plan_.population->city->areas.size());
        for (std::uint32_t number = 0; number < worlds && site_.is_open; ++number) {
            const LivesPlan lives = lives_in(world(number));
            const BoothLoad booths = load();
            const std::vector<EventUnits> without = count_areas(lives, {});
            const std::vector<EventUnits> with = count_areas(lives, arm_of(booths));
            for (std::size_t area = 0; area < averted.size(); ++area)
                averted[area] += without[area] - with[area];
        }
        return a_year(averted, worlds);
    }
    [[nodiscard]] std::vector<double> averted_by_group(std::uint32_t worlds) const {
        std::vector<EventUnits> averted(plan_.population->city->groups.size());
        for (std::uint32_t number = 0; number < worlds && site_.is_open; ++number) {
            const LivesPlan lives = lives_in(world(number));
            const BoothLoad booths = load();
            const LaneCounts counts = count_lanes(lives, {}, std::vector<Arm>{arm_of(booths)});
            for (std::size_t group = 0; group < averted.size(); ++group)
                averted[group] -= counts.group_deaths[0][group];
        }
        return a_year(averted, worlds);
    }

    [[nodiscard]] double long_run_deaths_of(std::size_t row) const {
        return long_run_deaths(living_, setup_, row);
    }

  private:
    [[nodiscard]] World world(std::uint32_t number) const {
        return world_of(plan_.scenario->run.seed, draw_, number);
    }
    [[nodiscard]] LivesPlan lives_in(World world) const {
        // Draws take turns with the rows, so that all draws together live all of them.
        const std::size_t first = (world.number / kMostWorlds + world.number) % kRowStride;
        return {plan_.population, &nearby_, &living_, world, {first, kRowStride}};
    }
    [[nodiscard]] BoothLoad load() const {
        return load_of_draw(site_.demand, spec_,
                            plan_.population->city->candidates[site_.candidate], world(0));
    }
    [[nodiscard]] Arm arm_of(const BoothLoad& booths) const {
        return {{site_.candidate, &booths, &site_.pull}};
    }

    void add_change(World world, double worlds, ArrangementDraw& draw) const {
        const LivesPlan lives = lives_in(world);
        const BoothLoad booths = load();
        const std::vector<LifeCounts> without = count_years(lives, {});
        const std::vector<LifeCounts> with = count_years(lives, arm_of(booths));
        const double share = 1 / (worlds * living_.terms.years);
        for (std::size_t year = 0; year < with.size(); ++year) {
            LifeCounts change = with[year];
            change -= without[year];
            const double deaths = events_of(change.deaths[kPrivate] + change.deaths[kPublic]);
            draw.averted_by_year[year] -= deaths / worlds;
            draw.with_site.deaths += deaths * share;
            draw.with_site.overdoses += events_of(change.overdoses) * share;
            draw.with_site.ems_runs += events_of(change.runs) * share;
        }
        const SiteTerms& terms = setup_.terms;
        const HorizonOfUse use =
            horizon_of_load(site_.demand, booths, terms.adoption_period, terms.months);
        draw.with_site.ems_runs += 365 * use.uses_a_day * terms.on_site_calls / worlds;
    }

    [[nodiscard]] std::vector<double> counted(const Arm& arm) const {
        LivesPlan lives = lives_in(world(0));
        lives.rows = {};
        std::vector<double> deaths;
        for (const YearCounts& year : sample_years(lives, arm))
            deaths.push_back(year.deaths);
        return deaths;
    }

    [[nodiscard]] std::vector<double> a_year(const std::vector<EventUnits>& units,
                                             std::uint32_t worlds) const {
        std::vector<double> values;
        for (const EventUnits unit : units)
            values.push_back(events_of(unit) / (worlds * living_.terms.years));
        return values;
    }

    const StudyPlan& plan_;
    const NearbySites& nearby_;
    const LivesSpec& spec_;
    int draw_;
    DrawSetup setup_;
    LivingDraw living_;
    SiteInDraw site_;
};

void split_baseline(const StudyPlan& plan, const LivedDraw& draw, Arrangement& out) {
    const StudyPopulation& population = *plan.population;
    std::vector<EventTally> by_area(population.city->areas.size());
    std::vector<EventTally> by_group(population.city->groups.size());
    for (std::size_t row = 0; row < population.people.size(); ++row) {
        const double deaths = draw.long_run_deaths_of(row);
        by_area[population.people.area[row]].add(deaths);
        by_group[population.people.group[row]].add(deaths);
    }
    for (const EventTally& deaths : by_area)
        out.deaths_by_area.push_back(deaths.value());
    for (const EventTally& deaths : by_group)
        out.deaths_by_group.push_back(deaths.value());
}

} // namespace

Arrangement simulate_arrangement(const StudyPlan& plan, const NearbySites& nearby,
                                 const LivesSpec& spec, std::optional<std::size_t> site) {
    Arrangement out;
    const LivedDraw central(plan, nearby, spec, site, -1);
    out.central = central.figures(kMostWorlds);
    split_baseline(plan, central, out);
    out.averted_by_area = central.averted_by_area(kMostWorlds);
    out.averted_by_group = central.averted_by_group(kMostWorlds);
    out.draws = parallel_map<ArrangementDraw>(
        static_cast<std::size_t>(plan.scenario->run.draws), plan.threads, [&](std::size_t d) {
            return LivedDraw(plan, nearby, spec, site, static_cast<int>(d)).figures(1);
        });
    return out;
}

} // namespace careshed
