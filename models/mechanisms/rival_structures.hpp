// Other ways to count the deaths that a site averts, beside the calibrated one: published answers
// differ 150-fold by which of them was taken. Each is shown with what one must believe for it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "models/mechanisms/parameter.hpp"

namespace careshed {

struct RivalParameters {
    double ecological_reduction_500m = 0;
    double willing_to_use = 0;
};

[[nodiscard]] std::span<const ParameterField<RivalParameters>> rival_parameters();

inline constexpr double kEcologicalRadiusMetres = 500;

enum class Rival : std::uint8_t { mechanistic, mechanistic_phi, reach, ecological };
inline constexpr std::size_t kRivals = 4;

struct RivalInfo {
    Rival rival;
    const char* name; ///< as model.structure names it
    const char* title;
    const char* meaning; ///< how its deaths averted are counted
    const char* belief;  ///< what one must believe, one sentence
    bool ranks_only;     ///< values follow from deaths recorded near each site: never shown
};
[[nodiscard]] const std::array<RivalInfo, kRivals>& rival_infos();
/// Nothing for `calibrated`.
[[nodiscard]] std::optional<Rival> rival_named(std::string_view structure);

} // namespace careshed
