// Publishable results of a ranking: sites in order with their intervals, sentences, tables, and the
// bundle. Estimates of the effect of a site; recorded counts only as far as suppression permits.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/run_options.hpp"
#include "engine/inputs/scenario.hpp"
#include "engine/outcomes/summary.hpp"
#include "engine/report/sheet.hpp"
#include "models/tables/bundle_release.hpp"

namespace careshed {

struct RankedLine {
    int rank = 1;
    std::string id, name;
    Summary deaths_averted; ///< a year
    double p_best = 0;
    int rank_low = 1, rank_high = 1;    ///< 95 % interval of the rank over draws
    std::optional<double> ems_runs_net; ///< a year; nothing under an alternative structure
    std::optional<double> uses_a_day;
};

struct RankRelease {
    std::string city, note;
    std::size_t draws = 0;
    int deaths_decimals = 2; ///< of deaths averted, for people
    std::string recorded; ///< "about 176 recorded deaths a year", "fewer than 11 recorded deaths"
    std::vector<RankedLine> sites;      ///< best first
    std::vector<std::string> sentences; ///< the verdict, the other decay, a caution on few events
    Sheet ranking;                      ///< ranking.csv
    WriteBundle write;
    /// Deletes the kept parts of the run, once the results are complete.
    std::function<void()> delete_parts;
};

/// Candidates by deaths averted and ambulance runs, with uncertainty. With options.journal,
/// finished parts are kept there and a stopped run resumes. Throws a usage Error where the
/// scenario's structure gives values that may not be published and options.internal is not set.
[[nodiscard]] RankRelease rank(const Scenario& scenario, const RunOptions& options = {});

} // namespace careshed
