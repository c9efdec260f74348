#include "engine/report/html_parts.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/text.hpp"

namespace careshed {
namespace {

constexpr double kBarWidth = 150;

/// Tenths of a pixel, rounded: the same characters on every machine.
std::string bar_x(double value, const BarScale& scale) {
    const double span = scale.high > scale.low ? scale.high - scale.low : 1;
    const double x = 5 + (kBarWidth - 10) * std::clamp((value - scale.low) / span, 0.0, 1.0);
    return fmt::format("{:.1f}", x);
}

bool contains(const std::vector<std::size_t>& columns, std::size_t column) {
    return std::find(columns.begin(), columns.end(), column) != columns.end();
}

const char* class_of(const HtmlTable& table, std::size_t column) {
    if (contains(table.drawings, column))
        return " class=\"drawing\"";
    return contains(table.numbers, column) ? " class=\"number\"" : "";
}

/// Tables with more columns than a page is wide are printed sideways.
constexpr std::size_t kUprightColumns = 7;

std::string cell_markup(const HtmlTable& table, std::size_t column, const Html& cell) {
    const char* align = class_of(table, column);
    if (column == table.row_header)
        return fmt::format("<th scope=\"row\"{}>{}</th>", align, cell.markup);
    return fmt::format("<td{}>{}</td>", align, cell.markup);
}

} // namespace

Html text(std::string_view plain) { return {html_text(plain)}; }

Html paragraph(std::string_view plain) { return {"<p>" + html_text(plain) + "</p>\n"}; }

Html bullet_list(const std::vector<std::string>& plain) {
    std::string markup = "<ul>\n";
    for (const std::string& line : plain)
        markup += "<li>" + html_text(line) + "</li>\n";
    return {markup + "</ul>\n"};
}

Html section(std::string_view id, std::string_view heading, const Html& body) {
    return {fmt::format("<section id=\"{0}\" aria-labelledby=\"{0}-heading\">\n<h2 "
                        "id=\"{0}-heading\">{1}</h2>\n{2}</section>\n",
                        id, html_text(heading), body.markup)};
}

Html details(std::string_view summary, const Html& body) {
    return {fmt::format("<details>\n<summary>{}</summary>\n{}</details>\n", html_text(summary),
                        body.markup)};
}

Html figure(const Html& drawing, std::string_view caption) {
    return {"<figure>\n" + drawing.markup + "<figcaption>" + html_text(caption) +
            "</figcaption>\n</figure>\n"};
}

Html trusted(std::string markup) { return {std::move(markup)}; }

Html table(const HtmlTable& table) {
    // A table wider than the screen scrolls by itself and can be reached by keyboard.
    std::string markup =
        fmt::format("<div class=\"scroll{1}\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\">\n"
                    "<table>\n<caption>{0}</caption>\n<thead><tr>",
                    html_text(table.caption), table.head.size() > kUprightColumns ? " wide" : "");
    for (std::size_t column = 0; column < table.head.size(); ++column)
        markup += fmt::format("<th scope=\"col\"{}>{}</th>", class_of(table, column),
                              html_text(table.head[column]));
    markup += "</tr></thead>\n<tbody>\n";
    for (const std::vector<Html>& row : table.rows) {
        markup += "<tr>";
        for (std::size_t column = 0; column < row.size(); ++column)
            markup += cell_markup(table, column, row[column]);
        markup += "</tr>\n";
    }
    return {markup + "</tbody>\n</table>\n</div>\n"};
}

Html interval_bar(const Summary& summary, const BarScale& scale) {
    return {fmt::format(
        "<svg class=\"bar\" width=\"{0:.0f}\" height=\"16\" viewBox=\"0 0 {0:.0f} 16\" "
        "aria-hidden=\"true\" focusable=\"false\"><path d=\"M{1} 0v16\" stroke=\"#999\"/>"
        "<path d=\"M{2} 8H{3}\" stroke=\"#2171b5\" stroke-width=\"4\"/><circle cx=\"{4}\" cy=\"8\" "
        "r=\"5\" fill=\"#08306b\"/></svg>",
        kBarWidth, bar_x(0, scale), bar_x(summary.low, scale), bar_x(summary.high, scale),
        bar_x(summary.mean, scale))};
}

} // namespace careshed
