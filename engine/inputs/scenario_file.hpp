// Reads a scenario file (TOML) by the field table: the first syntax error, else every semantic
// error at once, each as file:line:column with a hint; unknown keys get "did you mean".
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/inputs/scenario.hpp"

namespace careshed {

/// Where layers are looked for: as given if absolute, in `data` if set, else beside the scenario
/// file. Throws an input Error (kind resource when the file itself is missing or unreadable).
[[nodiscard]] Scenario read_scenario(const std::filesystem::path& file,
                                     const std::filesystem::path& data = {});

/// The same from the file's bytes, for a run repeated from its manifest; `file` says where it
/// stood.
[[nodiscard]] Scenario parse_scenario(std::string_view text, const std::filesystem::path& file,
                                      const std::filesystem::path& data = {});

} // namespace careshed
