// Rescue away from a site is a race: a witness, naloxone, a call to 911 and an ambulance against
// time to death. Two published fatality sets ship by name; each is refitted to recorded deaths,
// never plugged in.
#pragma once

#include <span>
#include <vector>

#include "engine/inputs/model_choices.hpp"
#include "models/mechanisms/parameter.hpp"

namespace careshed {

struct RescueParameters {
    double witnessed_public = 0;
    double witnessed_private_ratio = 0;
    double call_911_public = 0;
    double call_911_private_ratio = 0;
    double naloxone_if_witnessed = 0;
    double naloxone_success = 0;
    double call_delay = 0;
    double fatality_no_help = 0;
    double fatality_helped_at_once = 0;
    double rescue_half_time = 0;
    double canberra_fatality_no_help = 0;
    double canberra_fatality_helped_at_once = 0;
    double canberra_rescue_half_time = 0;
};

/// The mechanism's rows of the parameter table.
[[nodiscard]] std::span<const ParameterField<RescueParameters>> rescue_parameters();
/// A public place where everyone is seen: the chance to be alone has no finite exponent then.
[[nodiscard]] std::vector<JointComplaint> joint_complaints(const RescueParameters& parameters);

/// Probability of death against minutes to help: c1 + (c0 - c1)(1 - 2^(-t / half_time)).
struct FatalityCurve {
    double no_help = 0;
    double helped_at_once = 0;
    double half_time_minutes = 1;
    [[nodiscard]] double after(double minutes) const;
};
/// The curve of one of the two published sets.
[[nodiscard]] FatalityCurve fatality_curve(const RescueParameters& parameters, FatalitySet set);

enum class Setting { private_place, public_place };

/// Conditions of rescue in a setting, apart from the ambulance's drive.
struct Surroundings {
    double alone_exponent = 1; ///< witnessed = 1 - v^exponent, v the person's uniform mark
    double calls_911 = 0;      ///< if witnessed
    double naloxone_works = 0; ///< if witnessed
};
/// Conditions of rescue in a setting under these parameters.
[[nodiscard]] Surroundings surroundings(const RescueParameters& parameters, Setting setting);
/// Probability that an overdose of the person with this uniform mark is witnessed.
[[nodiscard]] double witnessed(const Surroundings& place, double alone_mark);
/// P(death) of an overdose if help cannot reverse a share of overdoses.
[[nodiscard]] double with_irreversible(double fatality, double irreversible_share,
                                       const FatalityCurve& curve);
/// P(death | life-threatening overdose) for help by EMS after `minutes_to_ems` from the
/// overdose.
[[nodiscard]] double fatality(const FatalityCurve& curve, const Surroundings& place,
                              double witness_probability, double minutes_to_ems);

} // namespace careshed
