// Why one site and not another, as it may be said in public. Values of structures that follow from
// deaths recorded near a site are not among it, only the order they give.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/run_options.hpp"
#include "engine/inputs/scenario.hpp"
#include "engine/report/sheet.hpp"

namespace careshed {

/// A pair of values: of the site and of its rival.
struct SiteAndRival {
    double site = 0, rival = 0;
};

/// One cause of the difference.
struct CauseLine {
    std::string id, question, unit;
    double deaths_averted = 0; ///< a year, that the cause makes
    SiteAndRival factor;       ///< in `unit`
};
/// What another structure or decay says.
struct StructureLine {
    std::string name;
    bool same_order = true;
    std::optional<SiteAndRival> deaths_averted; ///< nothing where only the order may be told
};
/// One parameter at both ends of its range.
struct SwingLine {
    std::string id;
    double low = 0, high = 0;
    std::optional<double> lead_at_low, lead_at_high; ///< deaths a year; nothing: not possible
    std::optional<double> even_at;                   ///< where both do as well as each other
    bool turns_order = false;
};

struct ExplainRelease {
    std::string city, note;
    std::string site, rival; ///< names
    std::string decay;       ///< the headline's
    SiteAndRival deaths_averted;
    std::vector<CauseLine> causes;         ///< they sum to the difference
    std::vector<StructureLine> structures; ///< the other decay first
    std::vector<SwingLine> swings;         ///< widest first
    Sheet table;                           ///< explanation.csv
};

/// Why `site` and not `against`; empty: the best, and its nearest rival.
[[nodiscard]] ExplainRelease explain(const Scenario& scenario, const std::string& site = {},
                                     const std::string& against = {},
                                     const RunOptions& options = {});

} // namespace careshed
