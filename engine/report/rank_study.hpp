// What a ranking found, as values for tables, maps and pages: the models fill it in, the report
// reads it and works nothing out anew.
#pragma once

#include <string>
#include <vector>

#include "engine/access/walk_times.hpp"
#include "engine/choose/ranking.hpp"
#include "engine/city/city.hpp"
#include "engine/inputs/scenario.hpp"
#include "engine/outcomes/outcomes.hpp"
#include "engine/report/parameter_line.hpp"
#include "engine/report/sensitivity.hpp"

namespace careshed {

/// How well a plain map of deaths would have done in the simulation's place.
struct Benchmark {
    std::string title;           ///< "recorded deaths within 800 m"
    double rank_correlation = 0; ///< NaN when a side is constant
    int top5_overlap = 0;
    std::string meaning; ///< what the comparison says, one sentence; may be empty
};

/// The rest of a site's row in ranking.csv: ranks under other structures and decays.
struct AlternativeRanks {
    std::string title;       ///< column: "rank_stated", "rank_revealed", "rank_ecological"
    std::string assumption;  ///< what it assumes, one sentence
    bool ranks_only = false; ///< values follow from recorded deaths near each site: never shown
    Ranking ranking;
    OutcomeTable outcomes;
    ToldSteps steps; ///< as RankStudy's
};

/// One row of the hand check of the best site: a person reached, in the central draw.
struct HandCheckRow {
    double people = 0;       ///< how many people this row stands for
    double private_risk = 0; ///< deaths averted a use moved from a private place
    double public_risk = 0;
    double private_uses = 0; ///< uses a person wants to move in a year
    double public_uses = 0;
};

/// A plain-language sentence or number the models want shown.
struct Diagnostic {
    std::string id, title, unit;
    double value = 0;
    std::string meaning;
    bool is_flag = false; ///< something a reader must be warned about
};

struct RankStudy {
    const Scenario* scenario = nullptr;
    const City* city = nullptr;
    const WalkTimes* walk_times = nullptr;
    std::string assumption; ///< what the headline assumes, one sentence
    std::string
        money_basis; ///< perspective, price year and discounting of the dollars, one sentence
    /// Headline structure and decay. sites() are ids of City::candidates, in any order.
    OutcomeTable outcomes;
    OutcomeTable group_outcomes;  ///< outcome ids "deaths_averted:race=Black"; may be empty
    ToldSteps steps, group_steps; ///< of both, in which they may be published
    Ranking ranking;
    std::vector<AlternativeRanks> alternatives;
    std::vector<Benchmark> benchmarks;
    std::vector<Diagnostic> diagnostics;
    std::vector<ParameterLine> parameters;
    /// The objective without history, exact, central draw, by row of `outcomes`; may be empty.
    std::vector<double> analytic;
    /// Draws in which each site's histories were simulated; empty: all, in all draws.
    std::vector<std::size_t> simulated_draws;
    Sensitivity sensitivity;
    std::vector<HandCheckRow> hand_check; ///< best site, analytic expectation, central draw
    double hand_check_acceptance = 1;
    double hand_check_selection = 1;
    double recorded_deaths_a_year = 0; ///< in steps of 11 in all years; less in all: too few to say
};

} // namespace careshed
