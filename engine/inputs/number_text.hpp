// Reads a number from text the same way in every locale, all of it or nothing.
#pragma once

#include <optional>
#include <string_view>

namespace careshed {

/// "12", "-3.5e2", " 7 "; empty for anything else. "nan" and "inf" are read as such.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

} // namespace careshed
