#include "engine/city/coverage.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/text.hpp"
#include "engine/inputs/findings.hpp"

namespace careshed {

namespace {

constexpr std::size_t kListedAreas = 5;
/// Streets run on beyond a city's areas, but not mostly.
constexpr double kMostlyOutside = 0.5;
/// With fewer deaths than these, the smoothing shapes the surface more than the recorded deaths do.
constexpr double kFewDeaths = 100;

struct Overlap {
    std::size_t crossings = 0, outside = 0; ///< of the main network; in no area
    std::vector<bool> has_street;           ///< by area
};

/// Crossings and the middles of streets say which areas the main network passes.
Overlap overlap_of(const City& city, const ShapeIndex& areas) {
    Overlap overlap;
    overlap.has_street.assign(city.areas.size(), false);
    const Streets& streets = city.streets;
    for (std::uint32_t node = 0; node < streets.nodes.size(); ++node) {
        if (streets.component[node] != 0)
            continue;
        ++overlap.crossings;
        if (const auto area = areas.covering(streets.nodes[node]))
            overlap.has_street[*area] = true;
        else
            ++overlap.outside;
    }
    for (std::uint32_t e = 0; e < streets.edges.size(); ++e)
        if (streets.edges[e].traffic.is_walkable && streets.component[streets.edges[e].from] == 0)
            if (const auto area = areas.covering(point_of(streets, {e, 32767})))
                overlap.has_street[*area] = true;
    return overlap;
}

} // namespace

void report_coverage(const City& city, const ShapeIndex& areas, std::vector<Finding>& findings) {
    const Overlap overlap = overlap_of(city, areas);
    const double share =
        double(overlap.outside) / double(std::max<std::size_t>(overlap.crossings, 1));
    if (share > kMostlyOutside)
        add_warning(findings, "streets",
                    fmt::format("{} % of the crossings lie in no area: are streets and areas of "
                                "the same city, and their CRS right?",
                                pretty(100 * share, 0)));
    double stranded = 0, residents = 0;
    std::vector<std::string> names;
    for (std::size_t a = 0; a < city.areas.size(); ++a) {
        residents += city.areas[a].population;
        if (overlap.has_street[a] || !(city.areas[a].population > 0))
            continue;
        stranded += city.areas[a].population;
        names.push_back(city.areas[a].id);
    }
    if (!names.empty())
        add_warning(findings, "areas",
                    fmt::format("{} areas with residents hold no street of the main network: {} % "
                                "of all residents; they are put on the nearest street within "
                                "2 km, if any ({})",
                                plain_count(names.size()), pretty(100 * stranded / residents, 1),
                                short_list(names, kListedAreas)));
}

void report_few_deaths(const City& city, std::vector<Finding>& findings) {
    double deaths = 0, unpeopled = 0;
    std::vector<double> of_area(city.areas.size(), 0);
    for (const Incident& incident : city.incidents) {
        if (city.areas[incident.area].population == 0)
            unpeopled += incident.count;
        if (incident.held_out || !incident.fatal)
            continue;
        deaths += incident.count;
        of_area[incident.area] += incident.count;
    }
    if (unpeopled > 0)
        add_warning(findings, "areas",
                    guarded_count(static_cast<std::size_t>(unpeopled)) +
                        " recorded overdoses lie in areas without residents: is their population "
                        "missing?");
    if (deaths < kFewDeaths)
        add_warning(findings, "incidents",
                    fmt::format("fewer than {} deaths: where they happen is mostly the smoothing's "
                                "guess; add years",
                                pretty(kFewDeaths, 0)));
    const auto few = std::ranges::count_if(
        of_area, [](double count) { return count > 0 && count < double(kSmallestShownCount); });
    // How many areas hold any is a count of few too, where few do.
    if (few > 0)
        add_note(findings, "incidents",
                 guarded_count(static_cast<std::size_t>(few)) +
                     " areas with deaths hold fewer than 11 of them; their counts are never "
                     "shown");
}

} // namespace careshed
