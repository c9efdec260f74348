#include "engine/report/bundle.hpp"

#include "engine/core/safe_file.hpp"
#include "engine/report/checklists.hpp"
#include "engine/report/dictionary.hpp"
#include "engine/report/geopackage.hpp"
#include "engine/report/manifest.hpp"
#include "engine/report/page.hpp"
#include "engine/report/ranking_sheets.hpp"
#include "engine/report/study_sheets.hpp"

namespace careshed {
namespace {

void write_checklists(const std::filesystem::path& folder, const RankStudy& study) {
    std::filesystem::create_directory(folder);
    for (const Checklist& checklist : {odd_checklist(study), stress_checklist(study),
                                       ispor_checklist(study), cheers_checklist(study)})
        write_file(folder / checklist.file, checklist_markdown(checklist, study));
}

} // namespace

void write_bundle(const std::filesystem::path& folder, const RankStudy& study,
                  const RunFacts& facts) {
    const SiteDirectory directory = site_directory(study);
    const std::vector<Sheet> sheets{ranking_sheet(study, directory),
                                    outcomes_sheet(study),
                                    pairs_sheet(study),
                                    convergence_sheet(study),
                                    removed_sheet(study),
                                    diagnostics_sheet(study),
                                    parameters_sheet(study),
                                    hand_check_sheet(study),
                                    tornado_sheet(study.sensitivity),
                                    spread_sheet(study.sensitivity),
                                    variance_sheet(study.sensitivity)};
    for (const Sheet& sheet : sheets)
        write_file(folder / sheet.file, csv_bytes(sheet));
    write_geopackage(folder / "sites.gpkg", study, sheets.front());
    write_file(folder / "report.html", report_page(study, facts.internal));
    write_file(folder / "README.txt", bundle_readme(study, sheets, facts.internal));
    write_checklists(folder / "checklists", study);
    write_file(folder / "manifest.json",
               manifest_json({study.scenario, study.outcomes.draws(), study.parameters, facts}));
}

} // namespace careshed
