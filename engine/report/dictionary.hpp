// README.txt of the bundle: what each file, column and outcome means, generated from the tables
// themselves.
#pragma once

#include <string>
#include <vector>

#include "engine/report/rank_study.hpp"
#include "engine/report/sheet.hpp"

namespace careshed {

/// README.txt of a ranking: what each file is, and every column of the tables.
[[nodiscard]] std::string bundle_readme(const RankStudy& study, const std::vector<Sheet>& sheets,
                                        bool is_internal);

/// README.txt of one simulated arrangement, which has only tables and a manifest.
[[nodiscard]] std::string arrangement_readme(const Scenario& scenario,
                                             const std::vector<Sheet>& sheets, bool is_internal);

/// What comparison_readme says besides the tables.
struct ComparisonFiles {
    std::string opens; ///< what opens in each arm, a line each
    bool is_internal = false;
};
/// README.txt of `careshed compare`.
[[nodiscard]] std::string comparison_readme(const Scenario& scenario, const OutcomeTable& outcomes,
                                            const std::vector<Sheet>& sheets,
                                            const ComparisonFiles& files);

/// What access_readme says besides the tables.
struct AccessFiles {
    std::string walking;  ///< how fast people walk, a sentence or two
    std::string pictures; ///< entries of the drawings
    bool is_internal = false;
};
/// README.txt of `careshed access`.
[[nodiscard]] std::string access_readme(const Scenario& scenario, const std::vector<Sheet>& sheets,
                                        const AccessFiles& files);

} // namespace careshed
