// Publishable explanation of the difference between two sites. Of structures whose values follow
// from deaths recorded near a site, only the order is published.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/run_options.hpp"
#include "engine/inputs/scenario.hpp"
#include "engine/report/sheet.hpp"

namespace careshed {

/// A pair of values: of the site and of its comparator.
struct SiteAndComparator {
    double site = 0, comparator = 0;
};

/// One cause of the difference.
struct CauseLine {
    std::string id, question, unit;
    double deaths_averted = 0; ///< a year, that the cause makes
    SiteAndComparator factor;  ///< in `unit`
};
/// Figures under another structure or decay.
struct StructureLine {
    std::string name;
    bool same_order = true;
    std::optional<SiteAndComparator>
        deaths_averted; ///< nothing where only the order may be published
    int decimals = 2;   ///< of deaths averted, for people
};
/// One parameter at both ends of its range.
struct SwingLine {
    std::string id;
    double low = 0, high = 0;
    std::optional<double> lead_at_low, lead_at_high; ///< deaths a year; nothing: not possible
    std::optional<double> even_at;                   ///< value at which both are equal
    bool turns_order = false;
};

struct ExplainRelease {
    std::string city, note;
    std::string site, comparator;          ///< names
    std::string decay;                     ///< the headline's
    SiteAndComparator deaths_averted;      ///< a year
    double difference = 0;                 ///< of both, rounded by itself
    double step = 0;                       ///< of deaths averted as they are told; 0: exact
    int decimals = 2;                      ///< of deaths averted, for people
    std::vector<CauseLine> causes;         ///< they sum to the difference, but for rounding
    std::vector<StructureLine> structures; ///< the other decay first
    std::vector<SwingLine> swings;         ///< widest first
    Sheet table;                           ///< explanation.csv
};

/// Difference between `site` and `against`; empty: the best, and its nearest comparator.
[[nodiscard]] ExplainRelease explain(const Scenario& scenario, const std::string& site = {},
                                     const std::string& against = {},
                                     const RunOptions& options = {});

} // namespace careshed
