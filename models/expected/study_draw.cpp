#include "models/expected/study_draw.hpp"

#include <numeric>
#include <optional>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/random.hpp"
#include "models/mechanisms/source_sites.hpp"

namespace careshed {

namespace {

/// Source site of a draw: as in the scenario, or a Bernoulli draw (1/2) of its own key.
SourceSite source_site_of(const Scenario& scenario, std::uint32_t draw) {
    switch (scenario.model.inversion) {
    case Inversion::insite:
        return SourceSite::insite;
    case Inversion::new_york:
        return SourceSite::new_york;
    case Inversion::both:
        break;
    }
    DrawStream inversion_draw(
        {scenario.run.seed, Purpose::parameter, stable_id("inversion"), draw});
    return inversion_draw.uniform() < 0.5 ? SourceSite::insite : SourceSite::new_york;
}

/// kappa for both decay sets, or nothing when a decay or a volume of the source site is impossible.
std::optional<EnumArray<DecaySet, double>> intensities(const Parameters& parameters,
                                                       SourceSite source) {
    if (!has_revealed_decay(parameters.uptake))
        return std::nullopt;
    EnumArray<DecaySet, double> kappa;
    for (const DecaySet set : {DecaySet::stated, DecaySet::revealed}) {
        const auto solved = solved_intensity(source, decay_of(parameters.uptake, set), parameters);
        if (!solved)
            return std::nullopt;
        kappa[set] = *solved;
    }
    return kappa;
}

[[noreturn]] void volume_unreachable() {
    throw Error(
        ErrorKind::run, "model.inversion",
        "the source site's published volume cannot be reached with these parameters",
        "fewer overrides, a shorter booth_minutes, more people nearby, or the other inversion");
}

DrawSetup fitted(const StudyPlan& plan, const Parameters& parameters,
                 const EnumArray<DecaySet, double>& kappa, const std::vector<double>& deaths) {
    const Scenario& scenario = *plan.scenario;
    const FatalitySet fatality = scenario.model.fatality;
    DrawSetup setup{parameters, kappa, 0, {}, {}};
    setup.fit = fit_draw(*plan.population, parameters, {fatality, scenario.site}, deaths);
    setup.terms = site_terms(parameters, fatality, scenario.site, scenario.run.years);
    return setup;
}

/// Every parameter at its default, the scenario's overrides and `more` on top of them.
DrawSetup set_up_at_centre(const StudyPlan& plan, const std::map<std::string, double>& more,
                           const std::vector<double>& deaths) {
    const Scenario& scenario = *plan.scenario;
    std::map<std::string, double> overrides = more;
    overrides.insert(scenario.model.overrides.begin(), scenario.model.overrides.end());
    const Parameters parameters = default_parameters(overrides);
    const SourceSite source =
        scenario.model.inversion == Inversion::new_york ? SourceSite::new_york : SourceSite::insite;
    const auto kappa = intensities(parameters, source);
    if (!kappa)
        volume_unreachable();
    return fitted(plan, parameters, *kappa, deaths);
}

} // namespace

DrawSetup set_up_draw(const StudyPlan& plan, std::uint32_t draw) {
    return set_up_draw_of_incidence(plan, draw, draw);
}

DrawSetup set_up(const StudyPlan& plan, DrawId draw) {
    return draw.is_central() ? set_up_central(plan) : set_up_draw(plan, draw.number());
}

DrawSetup set_up_draw_of_incidence(const StudyPlan& plan, std::uint32_t draw,
                                   std::uint32_t incidence) {
    const Scenario& scenario = *plan.scenario;
    const std::uint64_t seed = scenario.run.seed;
    const StudyPopulation& population = *plan.population;
    const SourceSite source = source_site_of(scenario, draw);
    constexpr std::uint32_t kAttempts = 256;
    for (std::uint32_t attempt = 0; attempt < kAttempts; ++attempt) {
        const Parameters parameters =
            drawn_parameters(scenario.model.overrides, seed, draw, attempt);
        const auto kappa = intensities(parameters, source);
        if (!kappa || !leaves_time_to_drive(parameters.ems))
            continue;
        DrawSetup setup =
            fitted(plan, parameters, *kappa,
                   drawn_deaths(population.incidence, *population.city, seed, incidence));
        setup.rejected = static_cast<int>(attempt);
        return setup;
    }
    volume_unreachable();
}

DrawSetup set_up_central(const StudyPlan& plan, const std::map<std::string, double>& more) {
    return set_up_at_centre(plan, more, plan.population->incidence.means);
}

DrawSetup set_up_central_of_incidence(const StudyPlan& plan, std::uint32_t draw) {
    const StudyPopulation& population = *plan.population;
    return set_up_at_centre(
        plan, {},
        drawn_deaths(population.incidence, *population.city, plan.scenario->run.seed, draw));
}

Attraction attraction_curve(const StudyPlan& plan, const DrawSetup& draw, DecaySet decay) {
    return attraction_curve(draw.parameters.uptake, decay, draw.kappa[decay], plan.walk_limit);
}

SiteEffect effect_of(const StudyPlan& plan, const DrawSetup& draw, const Attraction& attraction,
                     std::size_t candidate) {
    return direct_effect(*plan.population, draw.fit,
                         {(*plan.reach)[candidate], attraction, draw.terms});
}

DeathsBySite deaths_by_site(const StudyPlan& plan, const DrawSetup& draw, DecaySet decay,
                            std::span<const std::size_t> sites) {
    const Attraction attraction = attraction_curve(plan, draw, decay);
    DeathsBySite deaths;
    for (const std::size_t site : sites) {
        const SiteEffect effect = effect_of(plan, draw, attraction, site);
        deaths.push_back(effect.deaths_averted[kPrivate] + effect.deaths_averted[kPublic]);
    }
    return deaths;
}

DeathsBySite deaths_averted(const StudyPlan& plan, const DrawSetup& draw, DecaySet decay) {
    std::vector<std::size_t> all(plan.reach->size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return deaths_by_site(plan, draw, decay, all);
}

} // namespace careshed
