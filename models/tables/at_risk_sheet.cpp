// people_at_risk.csv: people by walking time to each candidate. Counts follow from recorded deaths:
// small ones are hidden (with complementary suppression), the others rounded.
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "engine/outcomes/disclosure.hpp"
#include "models/tables/access_sheets.hpp"
#include "models/tables/group_labels.hpp"

namespace careshed {

namespace {

/// Deaths recorded in the fitted years and people at risk, by ring and label of one candidate.
struct Rings {
    std::vector<double> recorded; ///< where they were recorded; ring-major
    std::vector<double> spread;   ///< each area's, spread evenly over its people
    std::vector<double> at_risk;  ///< estimated from areas
};

std::size_t ring_of(std::uint32_t walk_ds) {
    std::size_t ring = 0;
    while (walk_ds > kWalkMinutes[ring] * 600)
        ++ring;
    return ring;
}

/// A death recorded by area only counts in a ring by the share of the area's people there.
Rings rings_of(const AccessStudy& study, std::size_t site, const GroupNames& labels) {
    const City& city = study.prepared->city;
    const People& people = study.prepared->population.people;
    Rings rings;
    rings.recorded.assign(kWalkMinutes.size() * labels.names.size(), 0.0);
    rings.at_risk = rings.spread = rings.recorded;
    std::vector<std::array<double, kWalkMinutes.size()>> of_area(city.areas.size());
    for (const AccessRow& row : study.walks.of_site(site)) {
        const std::size_t ring = ring_of(row.walk_ds);
        const std::uint32_t area = people.area[row.who];
        const double rows = people.first_of_area[area + 1] - people.first_of_area[area];
        of_area[area][ring] += 1 / rows;
        rings.at_risk[ring * labels.names.size() + labels.of_group[people.group[row.who]]] +=
            study.people_at_risk[row.who];
    }
    std::vector<Place> places;
    for (const Incident& incident : city.incidents)
        places.push_back(incident.place.value_or(Place{}));
    const auto walks = times_from_places(*study.times.network, study.times.to_candidate[site],
                                         study.times.limit, places);
    for (std::size_t k = 0; k < places.size(); ++k) {
        const Incident& incident = city.incidents[k];
        if (!incident.fatal || incident.held_out)
            continue;
        const std::size_t label = labels.of_group[incident.group];
        for (std::size_t ring = 0; ring < kWalkMinutes.size(); ++ring) {
            const std::size_t cell = ring * labels.names.size() + label;
            const bool is_here = walks[k] != kUnreached && ring_of(walks[k]) == ring;
            const double of_people = of_area[incident.area][ring];
            rings.spread[cell] += of_people * incident.count;
            rings.recorded[cell] += (!incident.place ? of_people
                                     : is_here       ? 1.0
                                                     : 0.0) *
                                    incident.count;
        }
    }
    return rings;
}

/// Counts that decide on suppression of a cell: neither cells with few recorded deaths nor cells
/// derived from areas with few of them may be published.
std::vector<double> close_to(const Rings& rings) {
    const auto is_small = [](double count) { return count > 0 && count < kSmallestShown; };
    std::vector<double> counts;
    for (std::size_t cell = 0; cell < rings.recorded.size(); ++cell)
        counts.push_back(is_small(rings.recorded[cell]) ? rings.recorded[cell]
                         : is_small(rings.spread[cell])
                             ? rings.spread[cell]
                             : std::max(rings.recorded[cell], rings.spread[cell]));
    return counts;
}

void add_at_risk(const AccessStudy& study, std::optional<std::size_t> column, bool is_internal,
                 Sheet& sheet) {
    const City& city = study.prepared->city;
    const GroupNames labels = group_names(city, column);
    const double unit = people_of_a_step(study);
    for (std::size_t site = 0; site < city.candidates.size(); ++site) {
        const Rings rings = rings_of(study, site, labels);
        const std::vector<double> deaths = close_to(rings);
        const auto shown = labels.names.size() > 1 ? suppress_table(deaths, labels.names.size())
                                                   : suppress_row(deaths);
        for (std::size_t cell = 0; cell < shown.size(); ++cell) {
            const std::size_t ring = cell / labels.names.size();
            const double people = rings.at_risk[cell];
            // Where people live and none died is hidden like where few died: rings overlap.
            const bool is_shown = people == 0 || (shown[cell] && deaths[cell] >= kSmallestShown);
            sheet.rows.push_back({city.candidates[site].id,
                                  std::int64_t{ring == 0 ? 0 : kWalkMinutes[ring - 1]},
                                  std::int64_t{kWalkMinutes[ring]},
                                  column ? city.group_columns[*column] : std::string("all"),
                                  labels.names[cell % labels.names.size()],
                                  is_internal ? Cell(people)
                                  : is_shown  ? Cell(unit * std::floor(people / unit + 0.5))
                                              : Cell(std::string("suppressed"))});
        }
    }
}

} // namespace

double people_of_a_step(const AccessStudy& study) {
    double deaths = 0;
    for (const Incident& incident : study.prepared->city.incidents)
        deaths += incident.fatal && !incident.held_out ? incident.count : 0;
    // By the lower end of the deaths' own step: the unit must not tell their number.
    const double least =
        std::max(in_steps(deaths).value_or(0) - (kSmallestShown - 1) / 2, kSmallestShown);
    const double people =
        std::accumulate(study.people_at_risk.begin(), study.people_at_risk.end(), 0.0);
    return 10 * std::max(1.0, std::ceil(kSmallestShown * people / least / 10));
}

Sheet at_risk_sheet(const AccessStudy& study, bool is_internal) {
    Sheet sheet{
        "people_at_risk.csv",
        "People at risk (central draw) in one ring of walking time around one candidate.",
        {{"site", "Id of the candidate."},
         {"over_minutes", "The ring begins beyond this walk from home."},
         {"up_to_minutes", "The ring ends with this walk, which is within."},
         {"column", "Group column of the incidents; \"all\": everyone."},
         {"label", "Label in that column."},
         {"people", is_internal ? "Estimate."
                                : "Estimate, rounded to as many people as stand for 11 "
                                  "recorded deaths; \"suppressed\" where fewer than 11 deaths are "
                                  "recorded in the ring or among its people's areas, or "
                                  "where that would follow from other rows."}},
        {}};
    add_at_risk(study, std::nullopt, is_internal, sheet);
    for (std::size_t column = 0; column < study.prepared->city.group_columns.size(); ++column)
        add_at_risk(study, column, is_internal, sheet);
    return sheet;
}

} // namespace careshed
