#include "models/studies/ranked_sites.hpp"

#include "models/studies/rank_description.hpp"
#include "models/studies/rank_figures.hpp"

namespace careshed {

RankedSites rank_sites_of(const Scenario& scenario, const RunOptions& options) {
    RankedSites ranked;
    ranked.prepared = prepare_study(scenario, options);
    ranked.journal = open_journal(ranked.prepared->scenario, options);
    work_resumably(ranked.journal.get(), options.journal, [&] {
        const RankFigures figures =
            rank_figures(*ranked.prepared, ranked.journal.get(), options.stages);
        ranked.study = describe_ranking(*ranked.prepared, figures);
    });
    return ranked;
}

} // namespace careshed
