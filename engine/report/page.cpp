#include "engine/report/page.hpp"

#include <fmt/format.h>

#include "engine/core/text.hpp"
#include "engine/report/narrative.hpp"
#include "engine/report/page_style.hpp"

namespace careshed {
namespace {

std::string head(const std::string& title) {
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n"
        "<title>{}</title>\n<style>\n{}\n</style>\n</head>\n<body>\n"
        "<a class=\"skip\" href=\"#answer\">Skip to the answer</a>\n",
        html_text(title), page_style());
}

std::string banner(std::string_view words) {
    return words.empty()
               ? std::string()
               : fmt::format("<p class=\"banner\" role=\"note\">{}</p>\n", html_text(words));
}

std::string header(const RankStudy& study, bool is_internal) {
    return fmt::format("<header>\n<p class=\"kicker\">{}: where would an overdose prevention "
                       "center help most?</p>\n<h1>{}</h1>\n",
                       html_text(study.city->name), html_text(study.scenario->name)) +
           banner(study.scenario->note) +
           banner(is_internal ? "INTERNAL: not for publication; small counts are not hidden."
                              : "") +
           fmt::format("<p>{}</p>\n", html_text(site_sentence(*study.scenario))) +
           "<nav aria-label=\"Contents\"><ul>"
           "<li><a href=\"#answer\">Answer</a></li><li><a href=\"#map\">Map</a></li>"
           "<li><a href=\"#ranking\">Ranking</a></li><li><a href=\"#use\">Use and money</a></li>"
           "<li><a href=\"#people\">Who benefits</a></li>"
           "<li><a href=\"#assumptions\">What the answer assumes</a></li>"
           "<li><a href=\"#sensitivity\">What would change it</a></li>"
           "<li><a href=\"#benchmark\">Plain benchmark</a></li>"
           "<li><a href=\"#warnings\">Warnings</a></li><li><a href=\"#removed\">Removed</a></li>"
           "<li><a href=\"#method\">Method and limits</a></li>"
           "<li><a href=\"#parameters\">Parameters</a></li></ul></nav>\n</header>\n<main>\n";
}

std::string footer() {
    return "</main>\n<footer>\n<p>Made by careshed. The folder of this page holds every figure as "
           "a table (README.txt names each column), the map as sites.gpkg, and manifest.json, from "
           "which the run can be repeated. If the page and a table ever differ, the table "
           "is right.</p>\n</footer>\n</body>\n</html>\n";
}

} // namespace

std::string report_page(const RankStudy& study, bool is_internal) {
    const SiteDirectory directory = site_directory(study);
    Html body;
    body += answer_section(study, directory);
    body += map_section(study, directory);
    body += ranking_section(study, directory);
    body += use_section(study, directory);
    body += people_section(study, directory);
    body += assumptions_section(study, directory);
    body += sensitivity_section(study);
    body += benchmark_section(study);
    body += warnings_section(study);
    body += removed_section(study);
    body += method_section(study);
    body += parameters_section(study);
    return head(study.scenario->name + " - careshed report") + header(study, is_internal) +
           body.markup + footer();
}

} // namespace careshed
