// people_at_risk.csv: who is how far from each candidate. Counts follow from recorded deaths: small
// ones are hidden with what would tell them, the others rounded to tens.
#include <array>
#include <cmath>

#include "engine/outcomes/disclosure.hpp"
#include "tools/careshed/access_sheets.hpp"
#include "tools/careshed/group_labels.hpp"

namespace careshed {

namespace {

/// Deaths recorded in the fitted years and people at risk, by ring and label of one candidate.
struct Rings {
    std::vector<double> recorded, at_risk; ///< ring-major
};

std::size_t ring_of(std::uint32_t walk_ds) {
    std::size_t ring = 0;
    while (walk_ds > kWalkMinutes[ring] * 600)
        ++ring;
    return ring;
}

/// A death recorded for an area only lies in a ring as far as the area's people do.
Rings rings_of(const AccessStudy& study, std::size_t site, const GroupNames& labels) {
    const City& city = study.prepared->city;
    const People& people = study.prepared->population.people;
    Rings rings;
    rings.recorded.assign(kWalkMinutes.size() * labels.names.size(), 0.0);
    rings.at_risk = rings.recorded;
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
            const double share = !incident.place ? of_area[incident.area][ring]
                                 : walks[k] != kUnreached && ring_of(walks[k]) == ring ? 1.0
                                                                                       : 0.0;
            rings.recorded[ring * labels.names.size() + label] += share * incident.count;
        }
    }
    return rings;
}

void add_at_risk(const AccessStudy& study, std::optional<std::size_t> column, bool is_internal,
                 Sheet& sheet) {
    const City& city = study.prepared->city;
    const GroupNames labels = group_names(city, column);
    for (std::size_t site = 0; site < city.candidates.size(); ++site) {
        const Rings rings = rings_of(study, site, labels);
        const auto shown = labels.names.size() > 1
                               ? suppress_table(rings.recorded, labels.names.size())
                               : suppress_row(rings.recorded);
        for (std::size_t cell = 0; cell < shown.size(); ++cell) {
            const std::size_t ring = cell / labels.names.size();
            const double people = rings.at_risk[cell];
            sheet.rows.push_back({city.candidates[site].id,
                                  std::int64_t{ring == 0 ? 0 : kWalkMinutes[ring - 1]},
                                  std::int64_t{kWalkMinutes[ring]},
                                  column ? city.group_columns[*column] : std::string("all"),
                                  labels.names[cell % labels.names.size()],
                                  is_internal   ? Cell(people)
                                  : shown[cell] ? Cell(10 * std::floor(people / 10 + 0.5))
                                                : Cell(std::string("suppressed"))});
        }
    }
}

} // namespace

Sheet at_risk_sheet(const AccessStudy& study, bool is_internal) {
    Sheet sheet{"people_at_risk.csv",
                "People at risk (central draw) in one ring of walking time around one candidate.",
                {{"site", "Id of the candidate."},
                 {"over_minutes", "The ring begins beyond this walk from home."},
                 {"up_to_minutes", "The ring ends with this walk, which is within."},
                 {"column", "Group column of the incidents; \"all\": everyone."},
                 {"label", "Label in that column."},
                 {"people", "Estimate, rounded to tens; \"suppressed\" where 1 to 10 deaths are "
                            "recorded in the ring, or where that would follow from other rows."}},
                {}};
    add_at_risk(study, std::nullopt, is_internal, sheet);
    for (std::size_t column = 0; column < study.prepared->city.group_columns.size(); ++column)
        add_at_risk(study, column, is_internal, sheet);
    return sheet;
}

} // namespace careshed
