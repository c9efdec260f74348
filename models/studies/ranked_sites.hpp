// A ranking from a scenario to the content of a report, resumable: figures first, then their
// description.
#pragma once

#include <memory>

#include "engine/report/rank_study.hpp"
#include "models/studies/prepared_study.hpp"
#include "models/studies/resumable.hpp"

namespace careshed {

struct RankedSites {
    std::unique_ptr<PreparedStudy> prepared;
    RankStudy study;                     ///< points into `prepared`
    std::shared_ptr<RunJournal> journal; ///< null where nothing is kept
};

/// Throws as prepare_study, open_journal and rank_figures do.
[[nodiscard]] RankedSites rank_sites_of(const Scenario& scenario, const RunOptions& options);

} // namespace careshed
