#include "models/mechanisms/rescue.hpp"

#include <array>

#include "engine/core/portable_math.hpp"

namespace careshed {

namespace {

constexpr auto kRescueRows = std::to_array<ParameterField<RescueParameters>>({
    {{.id = "witnessed_public",
      .title = "Overdoses in public that someone sees",
      .unit = "probability",
      .value = 0.82,
      .low = 0.75,
      .high = 0.88,
      .spread = Spread::logit_normal,
      .domain = Domain::share,
      .reference = "RI",
      .source = "PROFOUND, sheet DecisionTree"},
     &RescueParameters::witnessed_public},
    {{.id = "witnessed_private_ratio",
      .title = "Witnessed in private beside public",
      .unit = "ratio",
      .value = 0.6,
      .low = 0.2,
      .high = 1,
      .spread = Spread::uniform,
      .domain = Domain::share,
      .reference = "relative to overdoses in public, RI",
      .source = "PROFOUND, sheet DecisionTree"},
     &RescueParameters::witnessed_private_ratio},
    {{.id = "call_911_public",
      .title = "911 called if witnessed in public",
      .unit = "probability",
      .value = 0.662,
      .low = 0.561,
      .high = 0.799,
      .spread = Spread::logit_normal,
      .domain = Domain::share,
      .reference = "RI",
      .source = "PROFOUND, after Karamouzian2019, Lim2019 and Tracy2005"},
     &RescueParameters::call_911_public},
    {{.id = "call_911_private_ratio",
      .title = "911 called in private beside public",
      .unit = "ratio",
      .value = 0.59,
      .low = 0.4,
      .high = 0.7,
      .spread = Spread::uniform,
      .domain = Domain::share,
      .reference = "relative to overdoses in public, RI",
      .source = "PROFOUND"},
     &RescueParameters::call_911_private_ratio},
    {{.id = "naloxone_if_witnessed",
      .title = "Naloxone used by a witness",
      .unit = "probability",
      .value = 0.67,
      .low = 0.58,
      .high = 0.76,
      .spread = Spread::logit_normal,
      .domain = Domain::share,
      .reference = "fentanyl states of the US, 2017",
      .source = "Irvine2022"},
     &RescueParameters::naloxone_if_witnessed},
    {{.id = "naloxone_success",
      .title = "Naloxone reverses the overdose",
      .unit = "probability",
      .value = 0.98,
      .low = 0.73,
      .high = 0.99,
      .spread = Spread::logit_normal,
      .domain = Domain::share,
      .reference = "MA OEND 150/153; low end BC",
      .source = "Walley2013, table 3; low end Enns2023; high end assumed"},
     &RescueParameters::naloxone_success},
    {{.id = "call_delay",
      .title = "Overdose to call",
      .unit = "minutes",
      .value = 1,
      .low = 0.3,
      .high = 4,
      .spread = Spread::lognormal,
      .domain = Domain::non_negative,
      .source = "assumption: wide, since no figure is published"},
     &RescueParameters::call_delay},
    {{.id = "fatality_no_help",
      .title = "Death without help (set profound)",
      .unit = "probability",
      .value = 0.0588,
      .low = 0.031,
      .high = 0.108,
      .spread = Spread::logit_normal,
      .domain = Domain::share,
      .reference = "life-threatening overdoses, RI",
      .source = "PROFOUND, sheet Mortality"},
     &RescueParameters::fatality_no_help},
    {{.id = "fatality_helped_at_once",
      .title = "Death with help at once (set profound)",
      .unit = "probability",
      .value = 0.00856,
      .low = 0.00555,
      .high = 0.0132,
      .spread = Spread::logit_normal,
      .domain = Domain::share,
      .reference = "life-threatening overdoses given naloxone, RI",
      .source = "PROFOUND, sheet Mortality"},
     &RescueParameters::fatality_helped_at_once},
    {{.id = "rescue_half_time",
      .title = "Delay that halves the gain of help (set profound)",
      .unit = "minutes",
      .value = 4,
      .low = 2,
      .high = 10,
      .spread = Spread::lognormal,
      .domain = Domain::positive,
      .source = "assumption: no published curve"},
     &RescueParameters::rescue_half_time},
    {{.id = "canberra_fatality_no_help",
      .title = "Death without help (set canberra)",
      .unit = "probability",
      .value = 0.201,
      .low = 0.194,
      .high = 0.209,
      .spread = Spread::logit_normal,
      .domain = Domain::share,
      .reference = "Canberra",
      .source = "BurnetACT"},
     &RescueParameters::canberra_fatality_no_help},
    {{.id = "canberra_fatality_helped_at_once",
      .title = "Death with naloxone only (set canberra)",
      .unit = "probability",
      .value = 0.00744,
      .low = 0.0056,
      .high = 0.0094,
      .spread = Spread::logit_normal,
      .domain = Domain::share,
      .reference = "Canberra",
      .source = "BurnetACT"},
     &RescueParameters::canberra_fatality_helped_at_once},
    {{.id = "canberra_rescue_half_time",
      .title = "Delay that halves the gain of help (set canberra)",
      .unit = "minutes",
      .value = 121,
      .low = 60,
      .high = 240,
      .spread = Spread::lognormal,
      .domain = Domain::positive,
      .reference = "Canberra: EMS alone leaves 1.61 % after about 8 minutes",
      .source = "derived from BurnetACT"},
     &RescueParameters::canberra_rescue_half_time},
});

} // namespace

std::span<const ParameterField<RescueParameters>> rescue_parameters() { return kRescueRows; }

std::vector<JointComplaint> joint_complaints(const RescueParameters& parameters) {
    if (parameters.witnessed_public < 1)
        return {};
    return {
        {"witnessed_public", "witnessed_public must be below 1", "0.999 is as good as everyone"}};
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
