// README.txt of the bundle: what each file, column and outcome means, generated from the tables
// themselves.
#pragma once

#include <string>
#include <vector>

#include "engine/report/bundle.hpp"
#include "engine/report/sheet.hpp"

namespace careshed {

[[nodiscard]] std::string bundle_readme(const RankStudy& study, const std::vector<Sheet>& sheets,
                                        bool is_internal);

/// README.txt of one simulated arrangement, which has only tables and a manifest.
[[nodiscard]] std::string arrangement_readme(const Scenario& scenario,
                                             const std::vector<Sheet>& sheets, bool is_internal);

} // namespace careshed
