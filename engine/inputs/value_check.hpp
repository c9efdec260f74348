// Is one value of a scenario file what its field asks for? If not: what it must be, what it is, and
// a hint.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/inputs/config_tree.hpp"
#include "engine/inputs/fields.hpp"

namespace careshed {

/// Adds "run.draws must be 2..500000, got 0" at the value's place if the value is wrong.
void check_value(const Field& field, const ConfigValue& value, std::vector<Complaint>& complaints);

/// "1000 ft" to metres, "30 min" to minutes; empty when the number or the unit is not understood.
[[nodiscard]] std::optional<double> parse_distance(std::string_view text);
[[nodiscard]] std::optional<double> parse_duration(std::string_view text);
/// Whole or real; empty for anything else.
[[nodiscard]] std::optional<double> as_number(const ConfigValue& value);

} // namespace careshed
