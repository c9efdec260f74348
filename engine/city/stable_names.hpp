// Ids made from names: lower case, dashes, unique, the same for the same names in any order of
// rows.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace careshed {

/// "Near North (Branch)" -> "near-north-branch"; "site" when nothing is left.
[[nodiscard]] std::string slug_of(std::string_view name);
/// A slug for each name; repeats get -2, -3, ... in the order given.
[[nodiscard]] std::vector<std::string> unique_slugs(std::span<const std::string> names);
/// "1713 S. Ashland Ave." -> "1713 S ASHLAND AVE": what makes two written addresses the same.
[[nodiscard]] std::string normal_address(std::string_view address);

} // namespace careshed
