// The page of everything that a result may hold, made from the library's gate.
#pragma once

#include <string>

namespace careshed {

/// Markdown: a table of files, their fields and why they may be published.
[[nodiscard]] std::string released_page();

} // namespace careshed
