#include "models/studies/arrangement.hpp"

#include <cmath>
#include <utility>

#include "engine/core/tally.hpp"
#include "models/studies/paired_figures.hpp"

namespace careshed {

namespace {

constexpr std::uint32_t kReplicationsADraw = 2; // the central one has kCentralReplications

/// Changes by the site, in one replication or in the analytic expectation.
struct Change {
    std::vector<double> deaths_averted; ///< by year of the run
    double runs_averted = 0;            ///< a year, away from the site
};

/// Deaths a year by area and by group: the baseline, and averted as simulated.
struct Split {
    std::vector<double> deaths_by_area, deaths_by_group, averted_by_area, averted_by_group;
};

/// One draw before adjustment by the control variate.
struct SimulatedChange {
    std::vector<Paired<Change>> replications; ///< none without a site
    Change exact;                             ///< of the direct effect
    double overdoses = 0;                     ///< more than without the site, a year
    double runs_on_site = 0;                  ///< a year
    double to_hospital = 0;                   ///< share of runs
    ArrangementDraw draw;                     ///< the baseline, and counts of a sampled future
    Split split;                              ///< of the central draw alone
};

/// One draw of the city as it is, beside the same with the site.
class ArrangementInDraw {
  public:
    ArrangementInDraw(const Experiment& experiment, std::optional<std::size_t> site, DrawId id)
        : experiment_(experiment), draw_(experiment, id),
          replications_(!site             ? 0
                        : id.is_central() ? kCentralReplications
                                          : kReplicationsADraw) {
        if (!site)
            return;
        const StudyPlan& study = *experiment.study;
        const DrawSetup& setup = draw_.setup();
        attraction_ = attraction_curve(study, setup, experiment.scenario().model.decay);
        analytic_ = effect_of(study, setup, attraction_, *site);
        site_ = draw_.open(*site, setup.terms, analytic_.uses_wanted_a_day);
    }

    [[nodiscard]] SimulatedChange change() const {
        const HistorySetup& setup = draw_.history_setup();
        SimulatedChange change;
        change.to_hospital = draw_.setup().parameters.ems.transported_to_hospital;
        change.draw.baseline = {setup.fitted_deaths, setup.fitted_overdoses, setup.fitted_runs,
                                setup.fitted_runs * change.to_hospital};
        change.draw.counted_baseline = counted({});
        change.draw.counted_with_site =
            replications_ > 0 ? counted(arm()) : change.draw.counted_baseline;
        if (draw_.id().is_central())
            change.split = split();
        if (replications_ == 0)
            return change;
        draw_.for_each_replication(0, replications_,
                                   [&](std::uint32_t number) { add_replication(number, change); });
        change.exact = analytic_by_year();
        change.runs_on_site = runs_called(site_.use, draw_.setup().terms.on_site_calls);
        return change;
    }

  private:
    [[nodiscard]] HistoriesPlan histories_in(std::uint32_t number) const {
        return draw_.histories_in(draw_.replication(number));
    }
    [[nodiscard]] Arm arm() const { return {{site_.candidate, &site_.acceptance, &attraction_}}; }

    void add_replication(std::uint32_t number, SimulatedChange& change) const {
        const HistoriesPlan histories = histories_in(number);
        const std::vector<HistoryCounts> without = count_years(histories, {});
        const std::vector<HistoryCounts> with = count_years(histories, arm());
        const double years = draw_.history_setup().terms.years, replications = replications_;
        Paired<Change> seen;
        for (std::size_t year = 0; year < with.size(); ++year) {
            const HistoryCounts& counts = with[year];
            seen.simulated.deaths_averted.push_back(events_of(all_averted(counts.simulated)));
            seen.direct.deaths_averted.push_back(events_of(all_averted(counts.direct)));
            seen.simulated.runs_averted += events_of(counts.simulated.runs_averted) / years;
            seen.direct.runs_averted += events_of(counts.direct.runs_averted) / years;
            change.overdoses +=
                events_of(counts.overdoses - without[year].overdoses) / (replications * years);
        }
        change.replications.push_back(seen);
    }

    /// Direct effects are proportional to the uses that the booths serve.
    [[nodiscard]] Change analytic_by_year() const {
        const double uses = analytic_.use.uses_a_day;
        const double deaths = total(analytic_, kDeaths);
        Change exact;
        double served_before = 0;
        for (int year = 1; year <= experiment_.scenario().run.years; ++year) {
            const double served = year * site_.use_over(12.0 * year).uses_a_day;
            exact.deaths_averted.push_back(uses > 0 ? deaths * (served - served_before) / uses : 0);
            served_before = served;
        }
        if (uses > 0)
            exact.runs_averted = analytic_.runs_averted * site_.use.uses_a_day / uses;
        return exact;
    }

    [[nodiscard]] std::vector<double> counted(const Arm& arm) const {
        HistoriesPlan histories = histories_in(0);
        histories.rows = {};
        std::vector<double> deaths;
        for (const YearCounts& year : sample_years(histories, arm))
            deaths.push_back(year.deaths);
        return deaths;
    }

    [[nodiscard]] Split split() const {
        const StudyPopulation& population = *experiment_.study->population;
        const std::size_t areas = population.city->areas.size();
        const std::size_t groups = population.city->groups.size();
        std::vector<EventTally> by_area(areas), by_group(groups);
        for (std::size_t row = 0; row < population.people.size(); ++row) {
            const double deaths = long_run_deaths(draw_.history_setup(), draw_.setup(), row);
            by_area[population.people.area[row]].add(deaths);
            by_group[population.people.group[row]].add(deaths);
        }
        std::vector<EventUnits> averted_by_area(areas), averted_by_group(groups);
        draw_.for_each_replication(0, replications_, [&](std::uint32_t number) {
            const std::vector<EventUnits> averted = count_areas(histories_in(number), arm());
            for (std::size_t area = 0; area < areas; ++area)
                averted_by_area[area] += averted[area];
            const PairedCounts counts =
                count_paired(histories_in(number), {}, std::vector<Arm>{arm()});
            for (std::size_t group = 0; group < groups; ++group)
                averted_by_group[group] += counts.groups[0][group].simulated;
        });
        return {values_of(by_area), values_of(by_group), a_year(averted_by_area),
                a_year(averted_by_group)};
    }

    [[nodiscard]] static std::vector<double> values_of(const std::vector<EventTally>& tallies) {
        std::vector<double> values;
        for (const EventTally& tally : tallies)
            values.push_back(tally.value());
        return values;
    }
    [[nodiscard]] std::vector<double> a_year(const std::vector<EventUnits>& units) const {
        std::vector<double> values;
        for (const EventUnits unit : units)
            values.push_back(replications_ > 0
                                 ? events_of(unit) /
                                       (replications_ * draw_.history_setup().terms.years)
                                 : 0);
        return values;
    }

    const Experiment& experiment_;
    PairedDraw draw_;
    std::uint32_t replications_; ///< none without a site
    Attraction attraction_;
    SiteEffect analytic_;
    OpenedSite site_;
};

/// One figure of a change in every replication of a draw.
template <class Figure>
std::vector<Paired<double>> in_replications(const SimulatedChange& change, Figure&& figure) {
    std::vector<Paired<double>> replications;
    for (const Paired<Change>& replication : change.replications)
        replications.push_back({figure(replication.simulated), figure(replication.direct)});
    return replications;
}
auto averted_in(std::size_t year) {
    return [year](const Change& change) { return change.deaths_averted[year]; };
}
double runs_averted_of(const Change& change) { return change.runs_averted; }

/// Control-variate slope of each simulated figure, over all draws.
struct ChangeSlopes {
    std::vector<PooledSlope> deaths_averted; ///< by year
    PooledSlope runs_averted;

    explicit ChangeSlopes(std::size_t years) : deaths_averted(years) {}
    void add(const SimulatedChange& draw) {
        for (std::size_t year = 0; year < deaths_averted.size(); ++year)
            add_replications(deaths_averted[year], in_replications(draw, averted_in(year)));
        add_replications(runs_averted, in_replications(draw, runs_averted_of));
    }
};

/// Means over a draw's replications, with the analytic expectation as control variate.
ArrangementDraw finished(const SimulatedChange& change, const ChangeSlopes& slopes) {
    ArrangementDraw draw = change.draw;
    draw.with_site = draw.baseline;
    const std::size_t years = slopes.deaths_averted.size();
    draw.averted_by_year.assign(years, 0.0);
    if (change.replications.empty())
        return draw;
    const auto controlled_mean = [&](const PooledSlope& slope, auto&& figure) {
        return controlled(mean_of(in_replications(change, figure)), figure(change.exact),
                          slope.value());
    };
    for (std::size_t year = 0; year < years; ++year) {
        draw.averted_by_year[year] = controlled_mean(slopes.deaths_averted[year], averted_in(year));
        draw.with_site.deaths -= draw.averted_by_year[year] / static_cast<double>(years);
    }
    draw.with_site.overdoses += change.overdoses;
    draw.with_site.ems_runs +=
        change.runs_on_site - controlled_mean(slopes.runs_averted, runs_averted_of);
    draw.with_site.ed_visits +=
        (draw.with_site.ems_runs - draw.baseline.ems_runs) * change.to_hospital;
    return draw;
}

/// Shifts simulated parts, each in proportion to its size, so that they add up to the whole.
void shift_to(double whole, std::vector<double>& parts) {
    double sum = 0, size = 0;
    for (const double part : parts) {
        sum += part;
        size += std::abs(part);
    }
    for (double& part : parts)
        part += size > 0 ? (whole - sum) * std::abs(part) / size : 0;
}

} // namespace

Arrangement simulate_arrangement(const Experiment& experiment, std::optional<std::size_t> site) {
    std::vector<SimulatedChange> changes = read_draws<SimulatedChange>(
        experiment, [&](DrawId id) { return ArrangementInDraw(experiment, site, id).change(); });
    const SimulatedChange central = std::move(changes.back());
    changes.pop_back();
    ChangeSlopes slopes(static_cast<std::size_t>(experiment.scenario().run.years));
    slopes.add(central);
    for (const SimulatedChange& change : changes)
        slopes.add(change);
    Arrangement out;
    for (const SimulatedChange& change : changes)
        out.draws.push_back(finished(change, slopes));
    out.central = finished(central, slopes);
    out.deaths_by_area = central.split.deaths_by_area;
    out.deaths_by_group = central.split.deaths_by_group;
    out.averted_by_area = central.split.averted_by_area;
    out.averted_by_group = central.split.averted_by_group;
    const double averted = out.central.baseline.deaths - out.central.with_site.deaths;
    shift_to(averted, out.averted_by_area);
    shift_to(averted, out.averted_by_group);
    return out;
}

} // namespace careshed
