// How findings speak: counts of recorded events are said without betraying few of them, lists of
// names stay short.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/inputs/finding.hpp"
#include "engine/inputs/layers.hpp"

namespace careshed {

/// Smallest count of recorded people or events that may be shown (CMS2024: no 1 to 10).
inline constexpr std::size_t kSmallestShownCount = 11;

/// Middle of the step of 11 in which a count of at least 11 lies: 16 for 11 to 21. Exact counts of
/// two findings (other years, another filter) would tell a small one by their difference.
[[nodiscard]] double stepped_count(std::size_t events);
/// Lower end of the same step.
[[nodiscard]] double least_of_step(std::size_t events);
/// "no", "fewer than 11" or "about 1,237": how many recorded events.
[[nodiscard]] std::string guarded_count(std::size_t events);
/// "1,234" for things that are not people.
[[nodiscard]] std::string plain_count(std::size_t things);
/// "12 %" or "1.6 %", of counts in steps; guarded like guarded_count when `part` is small.
[[nodiscard]] std::string guarded_share(std::size_t part, std::size_t whole);
/// The first `shown` texts joined by "; " and "and 12 more".
[[nodiscard]] std::string short_list(std::span<const std::string> texts, std::size_t shown);

/// A CRS that the scenario puts in place of the layer's own is right or a slip: says it.
void report_crs(const std::string& topic, const Layer& layer, std::vector<Finding>& findings);

/// Appends a finding that informs, or one that needs attention; its text becomes fit for a screen.
void add_note(std::vector<Finding>& findings, std::string topic, const std::string& text);
void add_warning(std::vector<Finding>& findings, std::string topic, const std::string& text);

} // namespace careshed
