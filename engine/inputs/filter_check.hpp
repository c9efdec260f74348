// May this filter be given to a library that evaluates it? What is left out computes rather than
// compares: a filter is a condition on the columns of one feature.
#pragma once

#include <optional>
#include <string_view>

#include "engine/inputs/layer_source.hpp"

namespace careshed {

/// Refuses more than 2,000 bytes, parentheses more than 64 deep, more than four wildcards (%) in
/// one text, and outside quotes the words SELECT and WITH and comments.
[[nodiscard]] std::optional<Refusal> refuse_filter(std::string_view filter);

} // namespace careshed
