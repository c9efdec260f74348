#include "engine/report/layer_styles.hpp"

#include <fmt/format.h>

#include "engine/report/map_colours.hpp"
#include "engine/report/reached_streets.hpp"

namespace careshed {
namespace {

/// QGIS wants colours as "r,g,b,a".
std::string qgis_colour(const std::string& hex) {
    const auto part = [&](std::size_t at) { return std::stoi(hex.substr(at, 2), nullptr, 16); };
    return fmt::format("{},{},{},255", part(1), part(3), part(5));
}

std::string option(const char* name, const std::string& value) {
    return fmt::format("<Option type=\"QString\" name=\"{}\" value=\"{}\"/>", name, value);
}

/// One symbol: `kind` marker, line or fill; `layer` its QGIS class.
std::string symbol(int number, const char* kind, const char* layer, const std::string& options) {
    return fmt::format("<symbol name=\"{}\" type=\"{}\" alpha=\"1\"><layer class=\"{}\" "
                       "enabled=\"1\"><Option type=\"Map\">{}</Option></layer></symbol>",
                       number, kind, layer, options);
}

std::string marker(int number, const char* colour, const char* size) {
    return symbol(number, "marker", "SimpleMarker",
                  option("name", "circle") + option("color", qgis_colour(colour)) +
                      option("outline_color", "255,255,255,255") + option("size", size));
}

std::string rule(int number, const char* filter, const char* label) {
    return fmt::format("<rule key=\"{{rule-{0}}}\" symbol=\"{0}\" filter=\"{1}\" label=\"{2}\"/>",
                       number, filter, label);
}

std::string style(const std::string& renderer) {
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
           "<qgis version=\"3.22\" styleCategories=\"Symbology\">" +
           renderer + "</qgis>\n";
}

} // namespace

std::string sites_style() {
    return style(
        "<renderer-v2 type=\"RuleRenderer\"><rules key=\"{rules}\">" +
        rule(0, "&quot;rank&quot; = 1", "Rank 1") +
        rule(1, "&quot;standing&quot; = 'tied'", "Cannot be told apart from rank 1") +
        rule(2, "&quot;standing&quot; = 'close'", "Worse by too little to matter: equally good") +
        rule(3, "&quot;standing&quot; = 'behind'", "Other candidates") + "</rules><symbols>" +
        marker(0, kBestColour, "5") + marker(1, kTiedColour, "4") + marker(2, kEqualColour, "4") +
        marker(3, kSiteColour, "2.5") + "</symbols></renderer-v2>");
}

std::string reached_streets_style() {
    std::string categories, symbols;
    for (std::size_t row = 0; row < kWalkClasses.size(); ++row) {
        categories += fmt::format(
            "<category value=\"{0}\" symbol=\"{1}\" label=\"within {0} minutes\" render=\"true\"/>",
            kWalkClasses[row], row);
        symbols += symbol(
            static_cast<int>(row), "line", "SimpleLine",
            option("line_color", qgis_colour(kWalkColours[row])) +
                option("line_width", fmt::format("{:.1f}", 1.2 - 0.25 * static_cast<double>(row))));
    }
    return style("<renderer-v2 type=\"categorizedSymbol\" attr=\"minutes\"><categories>" +
                 categories + "</categories><symbols>" + symbols + "</symbols></renderer-v2>");
}

std::string candidates_style() {
    return style("<renderer-v2 type=\"singleSymbol\"><symbols>" + marker(0, kSiteColour, "2.5") +
                 "</symbols></renderer-v2>");
}

std::string walksheds_style() {
    std::string categories, symbols;
    for (std::size_t row = 0; row < kWalkClasses.size(); ++row) {
        categories += fmt::format(
            "<category value=\"{0}\" symbol=\"{1}\" label=\"within {0} minutes\" render=\"true\"/>",
            kWalkClasses[row], row);
        const std::string colour = qgis_colour(kWalkColours[row]);
        symbols += symbol(static_cast<int>(row), "fill", "SimpleFill",
                          option("color", colour.substr(0, colour.rfind(',')) + ",110") +
                              option("outline_color", colour) + option("outline_width", "0.3"));
    }
    return style("<renderer-v2 type=\"categorizedSymbol\" attr=\"minutes\"><categories>" +
                 categories + "</categories><symbols>" + symbols + "</symbols></renderer-v2>");
}

std::string ems_response_style(std::span<const int> classes) {
    std::string ranges, symbols;
    int over = 0;
    for (std::size_t row = 0; row <= classes.size(); ++row) {
        const int upto = row < classes.size() ? classes[row] : 1000;
        const std::string label = row < classes.size() ? fmt::format("up to {} minutes", upto)
                                                       : fmt::format("over {} minutes", over);
        ranges += fmt::format("<range lower=\"{}\" upper=\"{}\" symbol=\"{}\" label=\"{}\" "
                              "render=\"true\"/>",
                              over, upto, row, label);
        symbols += symbol(static_cast<int>(row), "line", "SimpleLine",
                          option("line_color", qgis_colour(kResponseColours[row])) +
                              option("line_width", "0.5"));
        over = upto;
    }
    return style("<renderer-v2 type=\"graduatedSymbol\" attr=\"minutes\"><ranges>" + ranges +
                 "</ranges><symbols>" + symbols + "</symbols></renderer-v2>");
}

std::string areas_style() {
    return style("<renderer-v2 type=\"singleSymbol\"><symbols>" +
                 symbol(0, "fill", "SimpleFill",
                        option("style", "no") + option("outline_color", "150,150,150,255") +
                            option("outline_width", "0.2")) +
                 "</symbols></renderer-v2>");
}

} // namespace careshed
