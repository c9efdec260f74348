#include "models/tables/rank_bundle.hpp"

#include <vector>

#include "engine/report/bundle.hpp"
#include "engine/report/dictionary.hpp"
#include "engine/report/geopackage.hpp"
#include "engine/report/page.hpp"
#include "models/tables/gate.hpp"

namespace careshed {

void write_rank_bundle(const std::filesystem::path& folder, const RankStudy& study,
                       const RunFacts& run) {
    const Gate gate("rank", run.internal);
    const std::vector<Sheet> sheets = gate.pass(bundle_sheets(study)); // the map's too
    for (const Sheet& sheet : sheets)
        gate.write(folder, sheet);
    write_geopackage(gate.place(folder, "sites.gpkg"), study, sheets.front());
    gate.write(folder, "report.html", report_page(study, run.internal));
    gate.write(folder, "README.txt", bundle_readme(study, sheets, run.internal));
    std::filesystem::create_directory(folder / "checklists");
    for (const TextFile& checklist : bundle_checklists(study))
        gate.write(folder, checklist.name, checklist.text);
    gate.write(folder, "manifest.json",
               manifest_json({study.scenario, study.outcomes.draws(), study.parameters, run}));
}

} // namespace careshed
