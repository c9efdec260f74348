// report.html: one file that opens from a disk, without script, network or map service. Council
// first: the answer in sentences, then the map, the ranking, what it assumes, and how it was
// computed.
#pragma once

#include <string>

#include "engine/report/html_parts.hpp"
#include "engine/report/site_directory.hpp"

namespace careshed {

/// The whole report.html; says on top that it must not be published when it is internal.
[[nodiscard]] std::string report_page(const RankStudy& study, bool is_internal);

/// The sections, in the order of the page (page_answer.cpp, page_sites.cpp, page_assumptions.cpp,
/// page_sensitivity.cpp, page_method.cpp).
[[nodiscard]] Html answer_section(const RankStudy& study, const SiteDirectory& directory);
[[nodiscard]] Html map_section(const RankStudy& study, const SiteDirectory& directory);
[[nodiscard]] Html ranking_section(const RankStudy& study, const SiteDirectory& directory);
[[nodiscard]] Html use_section(const RankStudy& study, const SiteDirectory& directory);
[[nodiscard]] Html people_section(const RankStudy& study, const SiteDirectory& directory);
[[nodiscard]] Html assumptions_section(const RankStudy& study, const SiteDirectory& directory);
[[nodiscard]] Html sensitivity_section(const RankStudy& study);
[[nodiscard]] Html benchmark_section(const RankStudy& study);
[[nodiscard]] Html warnings_section(const RankStudy& study);
[[nodiscard]] Html removed_section(const RankStudy& study);
[[nodiscard]] Html method_section(const RankStudy& study);
[[nodiscard]] Html parameters_section(const RankStudy& study);

} // namespace careshed
