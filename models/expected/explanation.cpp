#include "models/expected/explanation.hpp"

#include <algorithm>

#include "engine/core/portable_math.hpp"
#include "engine/core/units.hpp"

namespace careshed {

namespace {

/// Sums over the uses of people in reach, a year.
struct UseSums {
    double near = 0, moved = 0, overdoses = 0;
    double deaths_at_mean = 0; ///< averted if every ambulance took the mean response
    double deaths = 0;         ///< averted, each with its own ambulance
};

/// P(death | life-threatening overdose) if the ambulance took the mean response.
class MeanResponse {
  public:
    MeanResponse(const StudyPlan& plan, const Parameters& parameters)
        : alone_(&plan.population->marks.alone),
          curve_(fatality_curve(parameters.rescue, plan.scenario->model.fatality)),
          places_{surroundings(parameters.rescue, Setting::private_place),
                  surroundings(parameters.rescue, Setting::public_place)},
          irreversible_(parameters.overdose.irreversible_share),
          minutes_(parameters.rescue.call_delay + parameters.ems.ems_response_mean) {}

    [[nodiscard]] double fatality_of(std::uint32_t row, std::size_t setting) const {
        const Surroundings& place = places_[setting];
        const double dies = fatality(curve_, place, witnessed(place, (*alone_)[row]), minutes_);
        return with_irreversible(dies, irreversible_, curve_);
    }

  private:
    const std::vector<double>* alone_;
    FatalityCurve curve_;
    std::array<Surroundings, kSettings> places_;
    double irreversible_, minutes_;
};

UseSums sum_uses(const StudyPlan& plan, const DrawSetup& draw, const Attraction& attraction,
                 std::size_t site) {
    const MeanResponse mean(plan, draw.parameters);
    UseSums sums;
    for (const WalkerRow& walker : (*plan.reach)[site].walkers) {
        const FittedPerson& row = draw.fit.rows[walker.row];
        for (std::size_t s = 0; s < kSettings; ++s) {
            if (!row.admitted || walker.walk_ds[s] == kUnreached)
                continue;
            sums.near += row.uses[s];
            const double moved = uses_moved(row, walker, attraction, s);
            if (moved <= 0)
                continue;
            const double overdoses = moved * row.life_threatening;
            sums.moved += moved;
            sums.overdoses += overdoses;
            sums.deaths += overdoses * (row.fatality[s] - draw.terms.onsite_fatality);
            sums.deaths_at_mean +=
                overdoses * (mean.fatality_of(walker.row, s) - draw.terms.onsite_fatality);
        }
    }
    return sums;
}

double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }

/// (a - b) / ln(a / b), its limit where they are equal.
double logarithmic_mean(double a, double b) {
    return a == b ? a : (a - b) / (portable::log(a) - portable::log(b));
}

} // namespace

const std::array<CauseInfo, kCauses>& cause_infos() {
    static constexpr std::array<CauseInfo, kCauses> infos{{
        {Cause::reach, "reach", "uses within a walk", "uses a year"},
        {Cause::uptake, "uptake", "share that would come", "share of uses"},
        {Cause::hours, "hours", "share in opening hours", "share of uses"},
        {Cause::booths, "booths", "share that gets a booth, adoption included", "share of uses"},
        {Cause::local_risk, "local_risk", "risk of the uses that come",
         "life-threatening overdoses a use"},
        {Cause::witnesses, "witnesses", "probability of death of one, by witnesses",
         "deaths an overdose"},
        {Cause::ems, "ems", "effect of the local ambulance response on it", "ratio"},
        {Cause::selection, "selection", "risk relative to other uses of the place", "ratio"},
    }};
    return infos;
}

SiteFactors site_factors(const StudyPlan& plan, const DrawSetup& draw, const Attraction& attraction,
                         std::size_t site) {
    const UseSums sums = sum_uses(plan, draw, attraction, site);
    const SiteTerms& terms = draw.terms;
    const double served =
        horizon_of_use({terms.booths, terms.profile, terms.hours, sums.moved / kDaysOfYear},
                       terms.adoption_period, terms.months)
            .served_share;
    SiteFactors factors;
    factors.factor = {sums.near,
                      ratio(sums.moved, sums.near),
                      terms.open,
                      served,
                      ratio(sums.overdoses, sums.moved),
                      ratio(sums.deaths_at_mean, sums.overdoses),
                      ratio(sums.deaths, sums.deaths_at_mean),
                      terms.selection};
    factors.deaths_averted = sums.deaths * terms.open * served * terms.selection;
    return factors;
}

std::array<double, kCauses> split_difference(const SiteFactors& a, const SiteFactors& b) {
    std::array<double, kCauses> terms{};
    for (std::size_t k = 0; k < kCauses; ++k)
        if (!(a.factor[k] > 0) || !(b.factor[k] > 0)) {
            terms[k] = a.deaths_averted - b.deaths_averted;
            return terms;
        }
    const double mean = logarithmic_mean(a.deaths_averted, b.deaths_averted);
    for (std::size_t k = 0; k < kCauses; ++k)
        terms[k] = mean * (portable::log(a.factor[k]) - portable::log(b.factor[k]));
    return terms;
}

} // namespace careshed
