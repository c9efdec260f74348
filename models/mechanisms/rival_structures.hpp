// Other ways to count the deaths that a site averts, beside the calibrated one: published answers
// differ 150-fold by which of them was taken. Each is shown with what one must believe for it.
#pragma once

#include <span>

#include "engine/inputs/model_choices.hpp"
#include "models/mechanisms/parameter.hpp"

namespace careshed {

struct RivalParameters {
    double ecological_reduction_500m = 0;
    double willing_to_use = 0;
};

/// The mechanism's rows of the parameter table.
[[nodiscard]] std::span<const ParameterField<RivalParameters>> rival_parameters();

inline constexpr double kEcologicalRadiusMetres = 500;

struct RivalInfo {
    Structure structure;
    const char* title;
    const char* meaning; ///< how its deaths averted are counted
    const char* belief;  ///< what one must believe, one sentence
    bool ranks_only;     ///< values follow from deaths recorded near each site: never shown
};
/// All of them, in the order of Structure.
[[nodiscard]] std::span<const RivalInfo> rival_infos();
/// Null for `calibrated`, which is no rival.
[[nodiscard]] const RivalInfo* rival_info(Structure structure);

} // namespace careshed
