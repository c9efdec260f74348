#include "models/studies/arrangement.hpp"

#include <cmath>

#include "engine/core/interrupt.hpp"
#include "engine/core/tally.hpp"
#include "engine/simulate/control_variate.hpp"

namespace careshed {

namespace {

constexpr std::uint32_t kWorldsADraw = 2; // the central one lives kCentralWorlds

/// A site as one draw sees it; without one, an arm that opens nothing.
struct SiteInDraw {
    bool is_open = false;
    std::size_t candidate = 0;
    Pull pull;
    SiteDemand demand;
    SiteEffect closed_form;
    BoothLoad booths;
};

/// What the site changes, in one world or as the closed form has it.
struct Change {
    std::vector<double> deaths_averted; ///< by year of the run
    double runs_averted = 0;            ///< a year, away from the site
};

/// One draw before chance that the closed form knows of is taken out.
struct LivedChange {
    std::vector<Change> lived, direct; ///< by world
    Change exact;                      ///< of `direct`
    double overdoses = 0;              ///< more than without the site, a year
    double runs_on_site = 0;           ///< a year
    ArrangementDraw draw;              ///< the baseline, and what was counted in a sampled future
};

class LivedDraw {
  public:
    LivedDraw(const StudyPlan& plan, const NearbySites& nearby, const LivesSpec& spec,
              std::optional<std::size_t> site, DrawId draw)
        : plan_(plan), nearby_(nearby), draw_(draw), setup_(set_up(plan, draw)),
          living_(living_draw(plan, setup_, spec.history)) {
        if (!site)
            return;
        site_.is_open = true;
        site_.candidate = *site;
        site_.pull = pull_of(plan, setup_, plan.scenario->model.decay);
        site_.closed_form = effect_of(plan, setup_, site_.pull, *site);
        const SiteTerms& terms = setup_.terms;
        site_.demand = {terms.booths, terms.profile, terms.hours,
                        site_.closed_form.uses_wanted_a_day};
        site_.booths =
            load_of_draw(site_.demand, spec, plan.population->city->candidates[*site], world(0));
    }

    [[nodiscard]] LivedChange change(std::uint32_t worlds) const {
        const double to_hospital = setup_.parameters.ems.transported_to_hospital;
        LivedChange change;
        change.draw.baseline = {living_.fitted_deaths, living_.fitted_overdoses,
                                living_.fitted_runs, living_.fitted_runs * to_hospital};
        change.draw.counted_baseline = counted({});
        change.draw.counted_with_site =
            site_.is_open ? counted(arm()) : change.draw.counted_baseline;
        if (!site_.is_open)
            return change;
        for (std::uint32_t number = 0; number < worlds; ++number) {
            stop_if_interrupted();
            add_world(world(number), worlds, change);
        }
        change.exact = closed_form_by_year();
        change.runs_on_site = runs_called(use(setup_.terms.months), setup_.terms.on_site_calls);
        return change;
    }

    /// Expected deaths averted a year by area and by group, mean over `worlds` worlds.
    [[nodiscard]] std::vector<double> averted_by_area(std::uint32_t worlds) const {
        std::vector<EventUnits> averted(plan_.population->city->areas.size());
        for (std::uint32_t number = 0; number < worlds && site_.is_open; ++number) {
            const std::vector<EventUnits> of_world = count_areas(lives_in(world(number)), arm());
            for (std::size_t area = 0; area < averted.size(); ++area)
                averted[area] += of_world[area];
        }
        return a_year(averted, worlds);
    }
    [[nodiscard]] std::vector<double> averted_by_group(std::uint32_t worlds) const {
        std::vector<EventUnits> averted(plan_.population->city->groups.size());
        for (std::uint32_t number = 0; number < worlds && site_.is_open; ++number) {
            const LaneCounts counts =
                count_lanes(lives_in(world(number)), {}, std::vector<Arm>{arm()});
            for (std::size_t group = 0; group < averted.size(); ++group)
                averted[group] += counts.groups[0][group].lived;
        }
        return a_year(averted, worlds);
    }

    [[nodiscard]] double long_run_deaths_of(std::size_t row) const {
        return long_run_deaths(living_, setup_, row);
    }
    [[nodiscard]] double transported_to_hospital() const {
        return setup_.parameters.ems.transported_to_hospital;
    }

  private:
    [[nodiscard]] World world(std::uint32_t number) const {
        return world_of(plan_.scenario->run.seed, draw_, number);
    }
    [[nodiscard]] LivesPlan lives_in(World world) const {
        return {plan_.population, &nearby_, &living_, world, rows_of(world)};
    }
    [[nodiscard]] Arm arm() const { return {{site_.candidate, &site_.booths, &site_.pull}}; }
    [[nodiscard]] HorizonOfUse use(double months) const {
        return horizon_of_load(site_.demand, site_.booths, setup_.terms.adoption_period, months);
    }

    void add_world(World world, double worlds, LivedChange& change) const {
        const LivesPlan lives = lives_in(world);
        const std::vector<LifeCounts> without = count_years(lives, {});
        const std::vector<LifeCounts> with = count_years(lives, arm());
        const double years = living_.terms.years;
        Change lived, direct;
        for (std::size_t year = 0; year < with.size(); ++year) {
            const LifeCounts& counts = with[year];
            lived.deaths_averted.push_back(events_of(all_averted(counts.lived)));
            direct.deaths_averted.push_back(events_of(all_averted(counts.direct)));
            lived.runs_averted += events_of(counts.lived.runs_averted) / years;
            direct.runs_averted += events_of(counts.direct.runs_averted) / years;
            change.overdoses +=
                events_of(counts.overdoses - without[year].overdoses) / (worlds * years);
        }
        change.lived.push_back(lived);
        change.direct.push_back(direct);
    }

    /// Direct effects follow the uses that the booths serve.
    [[nodiscard]] Change closed_form_by_year() const {
        const double uses = site_.closed_form.use.uses_a_day;
        const double deaths =
            site_.closed_form.deaths_averted[kPrivate] + site_.closed_form.deaths_averted[kPublic];
        Change exact;
        double served_before = 0;
        for (int year = 1; year <= plan_.scenario->run.years; ++year) {
            const double served = year * use(12.0 * year).uses_a_day;
            exact.deaths_averted.push_back(uses > 0 ? deaths * (served - served_before) / uses : 0);
            served_before = served;
        }
        if (uses > 0)
            exact.runs_averted =
                site_.closed_form.runs_averted * use(setup_.terms.months).uses_a_day / uses;
        return exact;
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
    DrawId draw_;
    DrawSetup setup_;
    LivingDraw living_;
    SiteInDraw site_;
};

/// How much each figure as lived follows the closed form's, over all draws.
struct ChangeSlopes {
    std::vector<PooledSlope> deaths_averted; ///< by year
    PooledSlope runs_averted;

    explicit ChangeSlopes(std::size_t years) : deaths_averted(years) {}
    void add(const LivedChange& draw) {
        for (std::size_t year = 0; year < deaths_averted.size(); ++year)
            add(draw, deaths_averted[year],
                [&](const Change& change) { return change.deaths_averted[year]; });
        add(draw, runs_averted, [](const Change& change) { return change.runs_averted; });
    }

  private:
    template <class Figure>
    static void add(const LivedChange& draw, PooledSlope& slope, Figure&& figure) {
        std::vector<double> lived, direct;
        for (std::size_t world = 0; world < draw.lived.size(); ++world) {
            lived.push_back(figure(draw.lived[world]));
            direct.push_back(figure(draw.direct[world]));
        }
        slope.add(lived, direct);
    }
};

/// Means over a draw's worlds with the closed form as control of chance.
ArrangementDraw finished(const LivedChange& change, const ChangeSlopes& slopes,
                         double to_hospital) {
    ArrangementDraw draw = change.draw;
    draw.with_site = draw.baseline;
    const std::size_t years = slopes.deaths_averted.size();
    draw.averted_by_year.assign(years, 0.0);
    if (change.lived.empty())
        return draw;
    const auto mean_of = [&](const PooledSlope& slope, auto&& figure) {
        double lived = 0, direct = 0;
        for (std::size_t world = 0; world < change.lived.size(); ++world) {
            lived += figure(change.lived[world]);
            direct += figure(change.direct[world]);
        }
        const auto worlds = static_cast<double>(change.lived.size());
        return controlled(lived / worlds, direct / worlds, figure(change.exact), slope.value());
    };
    for (std::size_t year = 0; year < years; ++year) {
        draw.averted_by_year[year] = mean_of(
            slopes.deaths_averted[year], [&](const Change& of) { return of.deaths_averted[year]; });
        draw.with_site.deaths -= draw.averted_by_year[year] / static_cast<double>(years);
    }
    draw.with_site.overdoses += change.overdoses;
    draw.with_site.ems_runs +=
        change.runs_on_site -
        mean_of(slopes.runs_averted, [](const Change& of) { return of.runs_averted; });
    draw.with_site.ed_visits += (draw.with_site.ems_runs - draw.baseline.ems_runs) * to_hospital;
    return draw;
}

/// Parts as lived, so shifted that they add up to the whole: each by its own size.
void shift_to(double whole, std::vector<double>& parts) {
    double sum = 0, size = 0;
    for (const double part : parts) {
        sum += part;
        size += std::abs(part);
    }
    for (double& part : parts)
        part += size > 0 ? (whole - sum) * std::abs(part) / size : 0;
}

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
    std::vector<double> to_hospital(static_cast<std::size_t>(plan.scenario->run.draws));
    const auto changes =
        parallel_map<LivedChange>(to_hospital.size(), plan.threads, [&](std::size_t d) {
            const LivedDraw draw(plan, nearby, spec, site, DrawId::numbered(d));
            to_hospital[d] = draw.transported_to_hospital();
            return draw.change(kWorldsADraw);
        });
    const LivedDraw central(plan, nearby, spec, site, DrawId::central());
    const LivedChange of_central = central.change(kCentralWorlds);
    ChangeSlopes slopes(static_cast<std::size_t>(plan.scenario->run.years));
    slopes.add(of_central);
    for (const LivedChange& change : changes)
        slopes.add(change);
    Arrangement out;
    for (std::size_t d = 0; d < changes.size(); ++d)
        out.draws.push_back(finished(changes[d], slopes, to_hospital[d]));
    out.central = finished(of_central, slopes, central.transported_to_hospital());
    split_baseline(plan, central, out);
    out.averted_by_area = central.averted_by_area(kCentralWorlds);
    out.averted_by_group = central.averted_by_group(kCentralWorlds);
    const double averted = out.central.baseline.deaths - out.central.with_site.deaths;
    shift_to(averted, out.averted_by_area);
    shift_to(averted, out.averted_by_group);
    return out;
}

} // namespace careshed
