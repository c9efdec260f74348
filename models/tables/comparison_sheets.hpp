// Files of `careshed compare`: arms and pairs of arms as tables, and both as JSON. All are
// estimates of the effect of sites, from which no recorded count follows.
#pragma once

#include <string>
#include <vector>

#include "engine/report/sheet.hpp"
#include "models/studies/compared_arms.hpp"
#include "models/tables/gate.hpp"

namespace careshed {

/// arms.csv and arm_pairs.csv.
[[nodiscard]] std::vector<Sheet> comparison_sheets(const ComparedArms& compared);
/// comparison.json. Throws an internal Error for a field that has no entry in the gate.
[[nodiscard]] std::string comparison_json(const ComparedArms& compared, const Gate& gate);

/// "Heron Clinic; 12 booths each, open Mon-Fri 06:00-20:00", or that nothing opens.
[[nodiscard]] std::string arm_description(const City& city, const NamedArm& arm);
/// The sentence of every pair, in the order of the arms.
[[nodiscard]] std::vector<std::string> pair_sentences(const ComparedArms& compared);
/// Monte Carlo error of the figures, for the pair in which it is largest.
[[nodiscard]] std::string chance_sentence(const ComparedArms& compared);

} // namespace careshed
