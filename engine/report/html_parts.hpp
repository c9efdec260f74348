// Pieces the page is made of: sections, tables with captions and scopes, interval bars. Texts are
// escaped here; only what another piece made may be passed as Html.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/outcomes/summary.hpp"

namespace careshed {

/// Markup that is safe already. Made only by the functions below.
struct Html {
    std::string markup;
    Html& operator+=(const Html& more) {
        markup += more.markup;
        return *this;
    }
};

/// Escaped text.
[[nodiscard]] Html text(std::string_view plain);
[[nodiscard]] Html paragraph(std::string_view plain);
[[nodiscard]] Html bullet_list(const std::vector<std::string>& plain);
/// <section> with its heading, labelled by it.
[[nodiscard]] Html section(std::string_view id, std::string_view heading, const Html& body);
/// Folded until opened; printed open.
[[nodiscard]] Html details(std::string_view summary, const Html& body);
[[nodiscard]] Html figure(const Html& drawing, std::string_view caption);
/// A drawing or other trusted markup of ours.
[[nodiscard]] Html trusted(std::string markup);

struct HtmlTable {
    std::string caption;
    std::vector<std::string> head;
    std::vector<std::vector<Html>> rows; ///< the cell of `row_header` heads its row
    std::size_t row_header = 0;
    std::vector<std::size_t> numbers;  ///< columns aligned right
    std::vector<std::size_t> drawings; ///< columns left out on paper: the numbers stand beside them
};
/// With a caption, and heads that a screen reader can follow.
[[nodiscard]] Html table(const HtmlTable& table);

/// The scale all bars of a table share.
struct BarScale {
    double low = 0;
    double high = 1;
};
/// Interval as a line, mean as a dot, zero as a thin line. Decoration: the numbers stand beside it.
[[nodiscard]] Html interval_bar(const Summary& summary, const BarScale& scale);

} // namespace careshed
