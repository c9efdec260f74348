// The tables and checklists of a ranking's bundle: stable names and order, the same bytes for the
// same study.
#pragma once

#include <string>
#include <vector>

#include "engine/report/rank_study.hpp"
#include "engine/report/sheet.hpp"

namespace careshed {

/// Every table, ranking.csv first.
[[nodiscard]] std::vector<Sheet> bundle_sheets(const RankStudy& study);

/// A text file of the bundle, by its name in the folder.
struct TextFile {
    std::string name; ///< "checklists/ODD.md"
    std::string text;
};
/// The reporting guidelines that journals ask for, filled in from the study.
[[nodiscard]] std::vector<TextFile> bundle_checklists(const RankStudy& study);

} // namespace careshed
