// All mechanisms together: the only file that lists them. From here come the parameter table, a
// draw's values and the scenario's overrides.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/inputs/scenario.hpp"
#include "models/mechanisms/alternative_structures.hpp"
#include "models/mechanisms/economics.hpp"
#include "models/mechanisms/ems.hpp"
#include "models/mechanisms/opc.hpp"
#include "models/mechanisms/overdose.hpp"
#include "models/mechanisms/prevalence.hpp"
#include "models/mechanisms/rescue.hpp"
#include "models/mechanisms/supply.hpp"
#include "models/mechanisms/time_at_risk.hpp"
#include "models/mechanisms/tolerance.hpp"
#include "models/mechanisms/uptake.hpp"
#include "models/mechanisms/use.hpp"

namespace careshed {

struct Parameters {
    PrevalenceParameters prevalence;
    UseParameters use;
    OverdoseParameters overdose;
    RescueParameters rescue;
    EmsParameters ems;
    UptakeParameters uptake;
    OpcParameters opc;
    EconomicsParameters economics;
    AlternativeParameters alternatives;
    TimeAtRiskParameters time_at_risk;
    ToleranceParameters tolerance;
    SupplyParameters supply;
};

/// Every parameter in a fixed order.
[[nodiscard]] const std::vector<ParameterInfo>& all_parameters();
/// The parameters of one mechanism.
struct ParameterGroup {
    std::string name;
    std::vector<std::string> ids;
    bool moves_direct_effect =
        true; ///< false: only costs, alternative structures or simulated histories
};
/// In the order of all_parameters; each id is in one of them.
[[nodiscard]] const std::vector<ParameterGroup>& parameter_groups();
/// Throws input Errors at the overrides' places for unknown ids ("did you mean") and values off the
/// scale.
void check_overrides(const ModelSpec& model);

/// Every parameter at its default, then the overrides.
[[nodiscard]] Parameters default_parameters(const std::map<std::string, double>& overrides);
/// Draw number `draw` of every parameter, each by its own key: a new parameter changes no other's
/// draws. Attempts (0 .. 255) are independent draws under one number (draw < 2^24).
[[nodiscard]] Parameters drawn_parameters(const std::map<std::string, double>& overrides,
                                          std::uint64_t seed, std::uint32_t draw,
                                          std::uint32_t attempt = 0);
/// The value a parameter has in a set; throws an internal Error for an unknown id.
[[nodiscard]] double value_of(const Parameters& parameters, const std::string& id);

} // namespace careshed
