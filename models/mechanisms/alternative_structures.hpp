// Alternative model structures for the deaths that a site averts, beside the calibrated one:
// published answers differ 150-fold by structure. Each is shown with its structural assumption.
#pragma once

#include <span>

#include "engine/inputs/model_choices.hpp"
#include "models/mechanisms/parameter.hpp"

namespace careshed {

struct AlternativeParameters {
    double ecological_reduction_500m = 0;
    double willing_to_use = 0;
};

/// The mechanism's rows of the parameter table.
[[nodiscard]] std::span<const ParameterField<AlternativeParameters>> alternative_parameters();

inline constexpr double kEcologicalRadiusMetres = 500;

struct AlternativeStructure {
    Structure structure;
    const char* title;
    const char* meaning;    ///< definition of its deaths averted
    const char* assumption; ///< structural assumption, one sentence
    bool ranks_only;        ///< values follow from deaths recorded near each site: never shown
};
/// All of them, in the order of Structure.
[[nodiscard]] std::span<const AlternativeStructure> alternative_structures();
/// Null for `calibrated`, which is no alternative.
[[nodiscard]] const AlternativeStructure* alternative_structure(Structure structure);

} // namespace careshed
