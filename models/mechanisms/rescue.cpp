#include "models/mechanisms/rescue.hpp"

#include <array>

#include "engine/core/portable_math.hpp"

namespace careshed {

std::span<const ParameterField<RescueParameters>> rescue_parameters() {
    using P = RescueParameters;
    static constexpr std::array<ParameterField<P>, 13> rows{{
        {{"witnessed_public", "Overdoses in public that someone sees", "probability", 0.82, 0.75,
          0.88, Spread::logit_normal, "RI", "PROFOUND DecisionTree", "37"},
         &P::witnessed_public},
        {{"witnessed_private_ratio", "Witnessed in private beside public", "ratio", 0.6, 0.2, 1,
          Spread::uniform, "relative to overdoses in public, RI", "PROFOUND DecisionTree", "37"},
         &P::witnessed_private_ratio},
        {{"call_911_public", "911 called if witnessed in public", "probability", 0.662, 0.561,
          0.799, Spread::logit_normal, "RI", "PROFOUND (Karamouzian; Lim; Tracy)", "47"},
         &P::call_911_public},
        {{"call_911_private_ratio", "911 called in private beside public", "ratio", 0.59, 0.4, 0.7,
          Spread::uniform, "relative to overdoses in public, RI", "PROFOUND", "47"},
         &P::call_911_private_ratio},
        {{"naloxone_if_witnessed", "Naloxone used by a witness", "probability", 0.67, 0.58, 0.76,
          Spread::logit_normal, "fentanyl states of the US, 2017", "Irvine 2022", "40"},
         &P::naloxone_if_witnessed},
        {{"naloxone_success", "Naloxone reverses the overdose", "probability", 0.98, 0.73, 0.99,
          Spread::logit_normal, "MA OEND 150/153; low end BC",
          "Walley 2013; OUD-Model; high end assumed", "45"},
         &P::naloxone_success},
        {{"call_delay", "Overdose to call", "minutes", 1, 0.3, 4, Spread::lognormal, "",
          "assumption: wide, since no figure is published", ""},
         &P::call_delay},
        {{"fatality_no_help", "Death without help (set profound)", "probability", 0.0588, 0.031,
          0.108, Spread::logit_normal, "life-threatening overdoses, RI", "PROFOUND Mortality",
          "29"},
         &P::fatality_no_help},
        {{"fatality_helped_at_once", "Death with help at once (set profound)", "probability",
          0.00856, 0.00555, 0.0132, Spread::logit_normal,
          "life-threatening overdoses given naloxone, RI", "PROFOUND Mortality", "30"},
         &P::fatality_helped_at_once},
        {{"rescue_half_time", "Delay that halves the gain of help (set profound)", "minutes", 4, 2,
          10, Spread::lognormal, "", "assumption: no published curve", ""},
         &P::rescue_half_time},
        {{"canberra_fatality_no_help", "Death without help (set canberra)", "probability", 0.201,
          0.194, 0.209, Spread::logit_normal, "Canberra", "Burnet ACT databook", "32"},
         &P::canberra_fatality_no_help},
        {{"canberra_fatality_helped_at_once", "Death with naloxone only (set canberra)",
          "probability", 0.00744, 0.0056, 0.0094, Spread::logit_normal, "Canberra",
          "Burnet ACT databook", "32"},
         &P::canberra_fatality_helped_at_once},
        {{"canberra_rescue_half_time", "Delay that halves the gain of help (set canberra)",
          "minutes", 121, 60, 240, Spread::lognormal,
          "Canberra: EMS alone leaves 1.61 % after about 8 minutes",
          "derived from Burnet ACT databook", "32"},
         &P::canberra_rescue_half_time},
    }};
    return rows;
}

double FatalityCurve::after(double minutes) const {
    return no_help - (no_help - helped_at_once) * portable::pow(2, -minutes / half_time_minutes);
}

FatalityCurve fatality_curve(const RescueParameters& parameters, FatalitySet set) {
    if (set == FatalitySet::canberra)
        return {parameters.canberra_fatality_no_help, parameters.canberra_fatality_helped_at_once,
                parameters.canberra_rescue_half_time};
    return {parameters.fatality_no_help, parameters.fatality_helped_at_once,
            parameters.rescue_half_time};
}

Surroundings surroundings(const RescueParameters& parameters, Setting setting) {
    const bool in_private = setting == Setting::private_place;
    const double seen =
        parameters.witnessed_public * (in_private ? parameters.witnessed_private_ratio : 1.0);
    Surroundings place;
    // v^k has mean 1 / (1 + k) over uniform v: k makes the mean unwitnessed share 1 - seen.
    place.alone_exponent = seen / (1 - seen);
    place.calls_911 =
        parameters.call_911_public * (in_private ? parameters.call_911_private_ratio : 1.0);
    place.naloxone_works = parameters.naloxone_if_witnessed * parameters.naloxone_success;
    return place;
}

double witnessed(const Surroundings& place, double alone_mark) {
    return 1 - portable::pow(alone_mark, place.alone_exponent);
}

double with_irreversible(double fatality, double irreversible_share, const FatalityCurve& curve) {
    return (1 - irreversible_share) * fatality + irreversible_share * curve.no_help;
}

double fatality(const FatalityCurve& curve, const Surroundings& place, double witness_probability,
                double minutes_to_ems) {
    const double waiting =
        place.calls_911 * curve.after(minutes_to_ems) + (1 - place.calls_911) * curve.no_help;
    const double seen =
        place.naloxone_works * curve.helped_at_once + (1 - place.naloxone_works) * waiting;
    return witness_probability * seen + (1 - witness_probability) * curve.no_help;
}

} // namespace careshed
