#include "tools/synthetic_city/truth.hpp"

#include <array>
#include <cmath>
#include <limits>

#include "tools/synthetic_city/truth_parameters.hpp"
#include "tools/synthetic_city/truth_uptake.hpp"
#include "tools/synthetic_city/truth_walks.hpp"

namespace careshed::synthetic::truth {
namespace {

constexpr int kPointsAPiece = 4; // a piece is at most 20 m, so points are at most 5 m apart

/// Where a use happens. Public and private uses of a person are at one point of the true intensity.
struct Setting {
    double share = 0;      ///< of uses
    double relocation = 1; ///< m_s
    double witnessed = 0;  ///< mean over how alone people use
    double called = 0;     ///< 911, if witnessed
};

/// Mean of w = 1 - v^((1 - a) / a) over v uniform, a = 1 - mean, by midpoints.
double mean_witnessed(double mean) {
    const double alone = 1 - mean;
    constexpr int kPoints = 20000;
    double sum = 0;
    for (int k = 0; k < kPoints; ++k)
        sum += 1 - std::pow((k + 0.5) / kPoints, (1 - alone) / alone);
    return sum / kPoints;
}

const std::vector<Setting>& settings() {
    static const std::vector<Setting> both = {
        {kPublicUseShare, 1, mean_witnessed(kWitnessedPublic), kCall911Public},
        {1 - kPublicUseShare, kPrivateUseRelocation,
         mean_witnessed(kWitnessedPublic * kWitnessedPrivateRatio),
         kCall911Public * kCall911PrivateRatio}};
    return both;
}

/// Probability of death of a life-threatening overdose that an ambulance reaches after `response`
/// min.
double fatality(const Setting& setting, double response) {
    const double c0 = kFatalityNoHelp, c1 = kFatalityHelpedAtOnce;
    const double n = kNaloxoneIfWitnessed * kNaloxoneSuccess;
    const double late =
        c1 + (c0 - c1) * (1 - std::exp2(-(kCallDelay + response) / kRescueHalfTime));
    const double helped = n * c1 + (1 - n) * (setting.called * late + (1 - setting.called) * c0);
    const double reversible = (1 - setting.witnessed) * c0 + setting.witnessed * helped;
    return (1 - kIrreversibleShare) * reversible + kIrreversibleShare * c0;
}

double onsite_fatality() {
    return (1 - kIrreversibleShare) * kOnsiteFatality / kLifeThreateningShare +
           kIrreversibleShare * kFatalityNoHelp;
}

/// What the places of a city are worth to a site, apart from who goes there.
struct PieceRisk {
    double people = 0;
    double overdoses = 0; ///< life-threatening, a year, if all uses stayed where they are
    std::vector<double> death_share; ///< by setting: f - f_on
};

/// People follow deaths (equal risk a use everywhere); the risk is then solved piece by piece so
/// that baseline deaths are the true ones.
class RiskMap {
  public:
    RiskMap(const CityPlan& plan, const StreetPlan& streets, std::span<const Piece> pieces,
            const Neighbours& neighbours, const Places& places) {
        const WalkField drive(streets, neighbours, places.stations,
                              std::numeric_limits<double>::infinity());
        double drive_sum = 0;
        std::vector<double> drive_to;
        for (const Piece& piece : pieces) {
            drive_to.push_back(piece.deaths_a_year > 0
                                   ? drive.at(piece.street, piece.start + piece.length / 2)
                                   : 0);
            drive_sum += piece.deaths_a_year * drive_to.back();
        }
        const double fixed = kEmsDispatch + kEmsTurnout;
        const double minutes_a_metre =
            (kEmsResponseMean - fixed) / (drive_sum / plan.deaths_a_year);
        const double people = plan.residents * kAdultShare * kPeopleUsingIllicitOpioids;
        for (std::size_t row = 0; row < pieces.size(); ++row)
            add(pieces[row], people / plan.deaths_a_year, fixed + minutes_a_metre * drive_to[row]);
    }
    [[nodiscard]] const PieceRisk& of(std::size_t piece) const { return risks_[piece]; }

  private:
    std::vector<PieceRisk> risks_;

    void add(const Piece& piece, double people_a_death, double response) {
        PieceRisk risk;
        risk.people = piece.deaths_a_year * people_a_death;
        double mean_fatality = 0;
        for (const Setting& setting : settings()) {
            const double f = fatality(setting, response);
            mean_fatality += setting.share * f;
            risk.death_share.push_back(f - onsite_fatality());
        }
        risk.overdoses = piece.deaths_a_year / mean_fatality;
        risks_.push_back(std::move(risk));
    }
};

constexpr int kMonths = 12 * kRunYears;

/// Adoption rises in equal steps of a month, then stays at 1.
double adoption_in(int month) {
    return month < kAdoptionMonths ? (month + 0.5) / kAdoptionMonths : 1;
}

double mean_adoption() {
    double sum = 0;
    for (int month = 0; month < kMonths; ++month)
        sum += adoption_in(month);
    return sum / kMonths;
}

/// Share of wanted uses that find a booth, over the months, each with a queue of its own.
double accepted_over_the_horizon(double wanted_a_day) {
    const double full = accepted_share(wanted_a_day, kBooths, site_hours());
    double volume = 0, accepted = 0;
    for (int month = 0; month < kMonths; ++month) {
        const double share = adoption_in(month);
        volume += share;
        accepted += share * (share < 1 ? accepted_share(share * wanted_a_day, kBooths, site_hours())
                                       : full);
    }
    return accepted / volume;
}

/// The chance of going in each setting under one decay.
struct Uptake {
    std::vector<ChanceByWalk> by_setting;
    double longest = 0; ///< metres

    explicit Uptake(Decay decay) : longest(1000 * longest_walk(decay)) {
        const double intensity = insite_intensity(decay);
        for (const Setting& setting : settings())
            by_setting.emplace_back(decay, intensity, setting.relocation);
    }
    /// By setting, the mean over the points of a piece.
    [[nodiscard]] std::array<double, 2> over(const Piece& piece, const WalkField& walk) const {
        std::array<double, 2> mean{};
        for (int k = 0; k < kPointsAPiece; ++k) {
            const double along = piece.start + (k + 0.5) * piece.length / kPointsAPiece;
            const double metres = walk.at(piece.street, along);
            for (std::size_t s = 0; s < mean.size(); ++s)
                mean[s] += by_setting[s].at(metres) / kPointsAPiece;
        }
        return mean;
    }
};

Effect effect_of(std::span<const Piece> pieces, const RiskMap& risks, const WalkField& walk,
                 const Uptake& uptake) {
    const double admitted = kRouteInjectShare + kRouteSmokeShare;
    const double open = share_of_uses_in(site_hours());
    double wanted = 0;
    Effect effect;
    for (std::size_t row = 0; row < pieces.size(); ++row) {
        const PieceRisk& risk = risks.of(row);
        const double from_start = walk.at(pieces[row].street, pieces[row].start);
        if (risk.people <= 0 || !(from_start < uptake.longest + pieces[row].length))
            continue;
        const std::array<double, 2> chance = uptake.over(pieces[row], walk);
        for (std::size_t s = 0; s < settings().size(); ++s) {
            const Setting& setting = settings()[s];
            const double moved = setting.share * admitted * chance[s];
            wanted += risk.people * mean_uses_a_day() * moved;
            effect.deaths_averted += moved * open * risk.overdoses * risk.death_share[s];
            effect.ems_runs_averted +=
                moved * open * risk.overdoses * setting.witnessed * setting.called;
        }
    }
    effect.acceptance = accepted_over_the_horizon(wanted);
    effect.uses_a_day = wanted * open * mean_adoption() * effect.acceptance;
    const double at_site = mean_adoption() * effect.acceptance * kSelectionResidual;
    effect.deaths_averted *= at_site;
    effect.ems_runs_averted *= at_site;
    return effect;
}

} // namespace

std::vector<SiteTruth> true_effects(const CityPlan& plan, const StreetPlan& streets,
                                    std::span<const Piece> pieces, const Places& places) {
    const Neighbours neighbours = neighbours_of(streets);
    const RiskMap risks(plan, streets, pieces, neighbours, places);
    const Uptake stated(Decay::stated), revealed(Decay::revealed);
    std::vector<SiteTruth> truths;
    for (const PlaceOnStreet& service : places.services) {
        if (!is_candidate(service))
            continue;
        const WalkField walk(streets, neighbours, {service}, stated.longest);
        SiteTruth truth;
        truth.site = &service;
        truth.is_clear_of_schools = is_clear_of_schools(service, places.schools);
        truth.stated = effect_of(pieces, risks, walk, stated);
        truth.revealed = effect_of(pieces, risks, walk, revealed);
        truths.push_back(truth);
    }
    return truths;
}

} // namespace careshed::synthetic::truth
