// How the page looks: one style sheet, system fonts, contrast of at least 4.5, phone and paper
// included.
#pragma once

#include <string_view>

namespace careshed {

/// The style sheet, as it stands between <style> tags.
[[nodiscard]] std::string_view page_style();

} // namespace careshed
