// Results of a ranking before their description: analytic expectations over as many draws as are
// wanted, simulated histories, the order, and its sensitivity. The description (rank_description)
// computes nothing anew.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "engine/choose/ranking.hpp"
#include "engine/core/stages.hpp"
#include "models/expected/person_ledger.hpp"
#include "models/studies/group_spread.hpp"
#include "models/studies/histories_study.hpp"
#include "models/studies/one_way.hpp"
#include "models/studies/prepared_study.hpp"
#include "models/studies/variance_shares.hpp"

namespace careshed {

/// Id of the outcome that sites are ranked by.
inline constexpr const char* kObjective = "deaths_averted";

/// Sensitivity of the order of the first sites of a ranking.
struct SensitivityFigures {
    std::vector<std::size_t> sites; ///< candidates, by rank
    DeathsBySite centre;            ///< with every parameter at its default; as `sites`
    std::vector<ParameterSwing> swings;
    std::vector<GroupSpread> spreads;
    VarianceShares shares;
};

/// Deaths averted a year by each candidate where hot spots hold more people (0) or more risk (1).
struct RiskShareFigures {
    double risk_share = 0;
    std::vector<double> deaths_averted;
};

/// Analytic expectation of the best site's central draw, by class of the people it reaches.
struct HandCheckFigures {
    std::vector<LedgerClass> classes;
    double acceptance = 1; ///< share of uses wanted in opening hours that are served
    double selection = 1;
};

/// Figures of a plain map, by candidate.
struct PlainMap {
    std::vector<double> deaths_nearby; ///< recorded within kBenchmarkRadiusMetres
    /// Recorded, weighted by distance decay on the walk.
    EnumArray<DecaySet, std::vector<double>> decay_weighted_deaths;
    double top_rank_stability = 1; ///< share of resamples in which the map's first place stays
};

struct RankFigures {
    ExpectedStudy expected;
    HistoriesStudy histories;
    OutcomeTable headline; ///< under the scenario's structure and decay
    OutcomeTable groups;   ///< the same by group; empty under an alternative structure
    Ranking ranking;       ///< of `headline`
    std::array<RiskShareFigures, 3> risk_shares;
    SensitivityFigures sensitivity; ///< empty with one site, or under an alternative structure
    PlainMap plain_map;
    std::optional<HandCheckFigures> hand_check; ///< nothing under an alternative structure
};

/// Analytic expectation over as many draws as run.stop_on requires, at most run.draws.
[[nodiscard]] ExpectedStudy expectation_until_precise(const PreparedStudy& prepared);

/// `journal` may be null: finished replications are kept in it. Throws run Errors where the
/// scenario's parameters are impossible, and an interrupted Error.
[[nodiscard]] RankFigures rank_figures(const PreparedStudy& prepared, RunJournal* journal,
                                       const StageSink& stages);

} // namespace careshed
