// The scenario file explained, from the field table: a page for people and a JSON Schema for
// editors.
#pragma once

#include <string>

namespace careshed {

/// Markdown, one section a table of the file.
[[nodiscard]] std::string scenario_reference_page();
/// JSON Schema 2020-12 of the file's content (TOML editors such as Taplo read it).
[[nodiscard]] std::string scenario_json_schema();

} // namespace careshed
