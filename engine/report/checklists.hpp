// Reporting checklists of the field, filled from the run: what is reported, where, and what is not
// done. ODD 2020 (Grimm et al.), STRESS-ABS (Monks et al. 2019), ISPOR-SMDM (Eddy et al. 2012),
// CHEERS 2022.
#pragma once

#include <string>
#include <vector>

#include "engine/report/rank_study.hpp"

namespace careshed {

enum class Answered { yes, partly, no, by_the_user };

struct ChecklistItem {
    std::string item; ///< what the standard asks
    Answered answered = Answered::no;
    std::string answer; ///< what this run says, or why not
};

struct Checklist {
    std::string file; ///< "ODD.md"
    std::string title;
    std::string source; ///< the standard, cited
    std::vector<ChecklistItem> items;
};

/// Each item of the standard with what this study has to say to it.
[[nodiscard]] Checklist odd_checklist(const RankStudy& study);
[[nodiscard]] Checklist stress_checklist(const RankStudy& study);
[[nodiscard]] Checklist ispor_checklist(const RankStudy& study);
[[nodiscard]] Checklist cheers_checklist(const RankStudy& study);

/// Markdown; the same bytes for the same study.
[[nodiscard]] std::string checklist_markdown(const Checklist& checklist, const RankStudy& study);

} // namespace careshed
