#include "models/histories/arm_evaluator.hpp"

#include <algorithm>

namespace careshed {

namespace {

/// Expected events of one place in the population, before they are rounded to whole units.
using HistorySums = HistoryFigures<double>;

HistoryCounts rounded(const HistorySums& sums) {
    HistoryCounts counts;
    for_each_figure(counts, sums,
                    [](EventUnits& units, double events) { units = event_units(events); });
    return counts;
}

/// The people of a place at a moment, by probability.
struct Present {
    double as_it_is = 0;                   ///< alive where no site is open
    std::array<double, kSettings> saved{}; ///< alive because of a site, by the setting replaced
    [[nodiscard]] double all() const { return as_it_is + saved[kPrivate] + saved[kPublic]; }

    void carry(double share) {
        as_it_is *= share;
        saved[kPrivate] *= share;
        saved[kPublic] *= share;
    }
};

/// `value` in one setting and nothing in the other. Adding both keeps sums in registers, where
/// adding to one of two by number would wait for memory at every overdose.
std::array<double, kSettings> in_setting(std::size_t setting, double value) {
    return {setting == kPrivate ? value : 0, setting == kPublic ? value : 0};
}

} // namespace

bool ArmEvaluator::can_go(const SimulatedPerson& person, std::span<const NearbySite> nearby,
                          const Arm& arm, SiteOptions& options) const {
    options.count = 0;
    if (!person.admitted)
        return false;
    for (const OpenSite& open : arm) {
        const auto site = std::lower_bound(
            nearby.begin(), nearby.end(), open.candidate,
            [](const NearbySite& a, std::size_t candidate) { return a.candidate < candidate; });
        if (site != nearby.end() && site->candidate == open.candidate)
            add(person, *site, open, options);
    }
    return close(options);
}

bool ArmEvaluator::can_go(const SimulatedPerson& person, const NearbySite& site,
                          const OpenSite& open, SiteOptions& options) const {
    options.count = 0;
    if (person.admitted)
        add(person, site, open, options);
    return close(options);
}

void ArmEvaluator::add(const SimulatedPerson& person, const NearbySite& site, const OpenSite& open,
                       SiteOptions& options) const {
    SiteOption& option = options.sites[options.count];
    for (std::size_t s = 0; s < kSettings; ++s)
        option.share[s] = open.attraction->at(site.walk_ds[s]) *
                          open.attraction->setting_factor[s] *
                          static_cast<double>(person.propensity);
    if (option.share[kPrivate] <= 0 && option.share[kPublic] <= 0)
        return;
    option.acceptance = open.acceptance;
    option.site = candidates_[site.candidate].stable;
    ++options.count;
}

/// From each site's attraction to its share of overdoses.
bool ArmEvaluator::close(SiteOptions& options) const {
    for (std::size_t s = 0; s < kSettings; ++s) {
        double drawn = 0;
        for (std::size_t k = 0; k < options.count; ++k)
            drawn += options.sites[k].share[s];
        double scale = terms_.selection / (1 + drawn);
        options.uncapped[s] = 1;
        // Uses that move may carry more risk than others, but no more than all of it.
        if (scale * drawn > 1) {
            options.uncapped[s] = scale * drawn;
            scale = 1 / drawn;
        }
        for (std::size_t k = 0; k < options.count; ++k)
            options.sites[k].share[s] *= scale / BoothAcceptance::kWhole;
    }
    return options.count > 0;
}

/// Probability that the overdose happens on a site: the use went there and was admitted.
double ArmEvaluator::share_on_site(const SimulatedPerson& person, const OverdoseEvent& overdose,
                                   const SiteOptions& options) const {
    double share = 0;
    for (std::size_t k = 0; k < options.count; ++k) {
        const SiteOption& option = options.sites[k];
        const std::uint16_t admitted = option.acceptance->admitted[overdose.step][overdose.hour];
        if (admitted > 0 && has_adopted(person, option.site, overdose.step, replication_))
            share += option.share[overdose.setting] * admitted;
    }
    return share;
}

/// Each overdose in order of time, weighted by the probability of being alive.
template <class SumOf>
void ArmEvaluator::walk(const SimulatedPerson& person, std::span<const OverdoseEvent> overdoses,
                        const SiteOptions& options, SumOf&& sum_of) const {
    const double people = person.people * people_a_row_;
    const double direct_scale = static_cast<double>(person.direct_scale);
    Present present{people, {}};
    for (const OverdoseEvent& overdose : overdoses) {
        if (overdose.is_newcomer)
            present = {people, {}};
        present.carry(overdose.carried);
        const std::size_t s = overdose.setting;
        const double alive = present.all();
        const double moved = share_on_site(person, overdose, options);
        const double averted = moved * (overdose.fatality - terms_.onsite_fatality);
        HistorySums& sums = sum_of(overdose);
        const auto deaths = in_setting(s, alive * (overdose.fatality - averted));
        const auto saved = in_setting(s, alive * averted);
        const double direct = moved > 0 ? present.as_it_is * direct_scale * options.uncapped[s] : 0;
        const auto direct_saved = in_setting(s, direct * averted);
        for (std::size_t from = 0; from < kSettings; ++from) {
            sums.deaths[from] += deaths[from];
            sums.simulated.deaths_averted[from] +=
                saved[from] - present.saved[from] * overdose.fatality;
            sums.direct.deaths_averted[from] += direct_saved[from];
        }
        const double called = overdose.called ? 1 : 0;
        sums.overdoses += alive;
        sums.deaths_after_release +=
            overdose.after_release ? alive * (overdose.fatality - averted) : 0;
        sums.runs += called * alive * (1 - moved);
        sums.simulated.overdoses_on_site += alive * moved;
        sums.simulated.runs_averted += called * (alive * moved - (alive - present.as_it_is));
        sums.direct.overdoses_on_site += direct * moved;
        sums.direct.runs_averted += called * direct * moved;
        if (terms_.has_history) {
            present.carry(1 - overdose.fatality);
            for (std::size_t from = 0; from < kSettings; ++from)
                present.saved[from] += saved[from];
        }
    }
}

HistoryCounts ArmEvaluator::evaluate(const SimulatedPerson& person,
                                     std::span<const OverdoseEvent> overdoses,
                                     const SiteOptions& options) const {
    HistorySums sums;
    walk(person, overdoses, options, [&](const OverdoseEvent&) -> HistorySums& { return sums; });
    return rounded(sums);
}

void ArmEvaluator::evaluate_years(const SimulatedPerson& person,
                                  std::span<const OverdoseEvent> overdoses,
                                  const SiteOptions& options,
                                  std::vector<HistoryCounts>& years) const {
    std::vector<HistorySums> sums(years.size());
    walk(person, overdoses, options, [&](const OverdoseEvent& overdose) -> HistorySums& {
        return sums[static_cast<std::size_t>(overdose.time)];
    });
    for (std::size_t year = 0; year < years.size(); ++year)
        years[year] += rounded(sums[year]);
}

} // namespace careshed
