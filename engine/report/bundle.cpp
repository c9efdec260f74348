#include "engine/report/bundle.hpp"

#include "engine/report/checklists.hpp"
#include "engine/report/ranking_sheets.hpp"
#include "engine/report/study_sheets.hpp"

namespace careshed {

std::vector<Sheet> bundle_sheets(const RankStudy& study) {
    return {ranking_sheet(study, site_directory(study)),
            outcomes_sheet(study),
            pairs_sheet(study),
            convergence_sheet(study),
            removed_sheet(study),
            diagnostics_sheet(study),
            parameters_sheet(study.parameters),
            hand_check_sheet(study),
            tornado_sheet(study.sensitivity),
            spread_sheet(study.sensitivity),
            variance_sheet(study.sensitivity)};
}

std::vector<TextFile> bundle_checklists(const RankStudy& study) {
    std::vector<TextFile> files;
    for (const Checklist& checklist : {odd_checklist(study), stress_checklist(study),
                                       ispor_checklist(study), cheers_checklist(study)})
        files.push_back({"checklists/" + checklist.file, checklist_markdown(checklist, study)});
    return files;
}

} // namespace careshed
