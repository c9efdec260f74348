// Publishable results of a comparison of arms: every figure is an estimate of the effect of sites,
// from which no recorded count follows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/core/run_options.hpp"
#include "engine/inputs/scenario.hpp"
#include "engine/outcomes/summary.hpp"
#include "engine/report/sheet.hpp"
#include "models/tables/bundle_release.hpp"

namespace careshed {

/// One arm beside the city without any site; a year, but for uses.
struct ComparedLine {
    std::string name, opens; ///< sites that open and their program, in words
    Summary deaths_averted, ems_runs_net;
    double uses_a_day = 0;
    std::optional<double> turned_away; ///< share of those who come; nothing where no site opens
};

struct CompareRelease {
    std::string city, note;
    int draws = 0;
    int deaths_decimals = 2; ///< of deaths averted, for people
    std::vector<ComparedLine> arms;
    std::vector<std::string> pairs;   ///< a sentence a pair, in the order of the arms
    std::vector<std::string> caveats; ///< Monte Carlo error, and options not followed
    std::vector<Sheet> tables;        ///< arms.csv and arm_pairs.csv
    std::string json;                 ///< comparison.json
    WriteBundle write;
};

/// The scenario's arms and those of `arms` ("S01", "S01+S07", "nothing"), paired in every draw.
/// Throws a usage Error for fewer than two, or for a name that fits no candidate.
[[nodiscard]] CompareRelease compare(const Scenario& scenario,
                                     const std::vector<std::string>& arms = {},
                                     const RunOptions& options = {});

} // namespace careshed
