#include <fmt/format.h>

#include "engine/core/text.hpp"
#include "engine/report/map_colours.hpp"
#include "engine/report/narrative.hpp"
#include "engine/report/page.hpp"
#include "engine/report/reached_streets.hpp"
#include "engine/report/static_map.hpp"
#include "engine/report/structural_assumptions.hpp"

namespace careshed {
namespace {

/// A figure of the site of rank 1 as a tile; "" when the study lacks it.
std::string tile(const RankStudy& study, const std::string& id) {
    const auto row = find_outcome(study.outcomes, id);
    if (!row)
        return "";
    const OutcomeInfo& info = study.outcomes.outcomes()[*row];
    const Summary summary = study.outcomes.summary(study.ranking.sites.front().site, *row);
    const bool says_unit = titled_with_unit(info) == info.title;
    return fmt::format("<div><dt>{}</dt><dd>{}<span>{}95 % interval {} to {}</span></dd></div>\n",
                       html_text(info.title), pretty(summary.mean, info.decimals),
                       says_unit ? "" : html_text(info.unit) + "; ",
                       pretty(summary.low, info.decimals), pretty(summary.high, info.decimals));
}

Html tiles(const RankStudy& study) {
    if (study.ranking.sites.empty())
        return {};
    const RankedSite& best = study.ranking.sites.front();
    std::string markup = "<dl class=\"figures\">\n" + tile(study, study.ranking.objective);
    for (const char* id : {"ems_runs_net", "uses_a_day"})
        if (study.ranking.objective != id)
            markup += tile(study, id);
    markup += fmt::format("<div><dt>Chance of being the best site</dt><dd>{}<span>of the draws; "
                          "among the five best in {}</span></dd></div>\n",
                          share_text(best.p_best), share_text(best.p_top5));
    return trusted(markup + "</dl>\n");
}

std::string swatch(const std::string& shape, const std::string& label) {
    return fmt::format("<li><svg width=\"30\" height=\"18\" viewBox=\"0 0 30 18\" "
                       "aria-hidden=\"true\" focusable=\"false\">{}</svg>{}</li>\n",
                       shape, html_text(label));
}

std::string dot(const char* colour, int radius) {
    return fmt::format("<circle cx=\"15\" cy=\"9\" r=\"{}\" fill=\"{}\"/>", radius, colour);
}

Html legend(const RankStudy& study) {
    std::string markup = "<ul class=\"legend\" aria-label=\"Legend of the maps\">\n";
    markup += swatch(dot(kBestColour, 9), "Rank 1");
    if (!places_standing(study.ranking, Standing::tied).empty())
        markup += swatch(dot(kTiedColour, 7), "Cannot be told apart from rank 1");
    if (!places_standing(study.ranking, Standing::close).empty())
        markup += swatch(dot(kEqualColour, 7),
                         "Rank 1 is better " + too_little(study) + ": equally good");
    markup += swatch(dot(kSiteColour, 7), "Other candidates");
    if (!study.city->stations.empty())
        markup +=
            swatch(fmt::format("<path d=\"M15 1l9 16h-18z\" fill=\"{}\"/>", kStationColour),
                   study.city->stations_stand_in ? "Fire stations, in place of ambulance posts"
                                                 : "Ambulance stations");
    for (std::size_t row = 0; row < kWalkClasses.size(); ++row)
        markup += swatch(fmt::format("<path d=\"M0 9h30\" stroke=\"{}\" stroke-width=\"{}\"/>",
                                     kWalkColours[row], 8 - 2 * row),
                         fmt::format("Within {} minutes' walk", kWalkClasses[row]));
    return trusted(markup + "</ul>\n");
}

} // namespace

Html answer_section(const RankStudy& study, const SiteDirectory& directory) {
    Html body = trusted(
        fmt::format("<p class=\"verdict\">{}</p>\n", html_text(verdict_of(study, directory))));
    body += tiles(study);
    body += bullet_list(findings_of_best(study, directory));
    body += trusted("<h3>How surely it comes first</h3>\n");
    body += paragraph(alternatives_sentence(study, directory));
    body += trusted("<h3>What this answer rests on</h3>\n");
    body += paragraph(study.assumption.empty() ? "See \"What the answer assumes\" below."
                                               : study.assumption);
    if (const std::string other = other_decay_sentence(study); !other.empty())
        body += trusted("<p class=\"other\"><strong>" + html_text(other) + "</strong></p>\n");
    for (const Diagnostic& diagnostic : study.diagnostics)
        if (diagnostic.is_flag)
            body +=
                trusted(fmt::format("<p><span class=\"tag\">warning</span> {}: {}</p>\n",
                                    html_text(diagnostic.title), html_text(diagnostic.meaning)));
    return section("answer", "The answer", body);
}

Html map_section(const RankStudy& study, const SiteDirectory& directory) {
    Html body = legend(study);
    const std::string near = best_site_map(study, directory);
    if (!near.empty())
        body += figure(trusted(near), "The streets around rank 1. Walking times follow the street "
                                      "network to the door.");
    const std::string whole = city_map(study, directory);
    if (!whole.empty())
        body += figure(trusted(whole), "The whole city. No overdose is drawn on any map.");
    return section("map", "Where the sites are and who can walk there", body);
}

} // namespace careshed
