// Streets from a layer of centrelines: what each line's columns and the layer's filters say of who
// may use it. Without them every line is walked and driven both ways.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/city/streets/street_drafts.hpp"
#include "engine/inputs/finding.hpp"
#include "engine/inputs/scenario.hpp"

namespace careshed {

/// Which way a line may be driven, as it was drawn.
enum class OneWay : std::uint8_t { both, along, against };

/// "F", "FT", "yes", "1": along; "T", "TF", "-1", "reverse": against; "B", "N", "no", "0", "":
/// both; in any case of letters. Empty for anything else.
[[nodiscard]] std::optional<OneWay> parse_oneway(std::string_view text);

/// Throws input Errors with layer and feature. Adds what the columns say that is not understood.
[[nodiscard]] StreetDrafts read_centrelines(const StreetsSpec& spec,
                                            std::vector<Finding>& findings);

} // namespace careshed
