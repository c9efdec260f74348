#include "tools/careshed/access_sheets.hpp"

#include <cmath>
#include <map>

#include <fmt/format.h>

#include "engine/access/catchment.hpp"
#include "engine/access/equity.hpp"
#include "engine/outcomes/disclosure.hpp"
#include "engine/report/access_map.hpp"
#include "engine/report/site_directory.hpp"

namespace careshed {

namespace {

constexpr double kDecisecondsAMinute = 600;
/// Aversion to inequality in the Kolm-Pollak equivalent of minutes; below 0 since less is better.
constexpr double kAversion = -1;

AccessQuestion question_of(const UptakeParameters& uptake, DecaySet set) {
    AccessQuestion question;
    for (const std::uint32_t minutes : kWalkMinutes)
        question.limits.emplace_back(minutes * 600);
    const Decay decay = decay_of(uptake, set);
    for (std::uint32_t ds = 0; ds <= kWalkMinutes.back() * 600; ++ds)
        question.decay_by_ds.push_back(decay.at(ds * uptake.walking_speed / 10000));
    return question;
}

/// What one candidate could serve in a day if it were always full.
double places_a_day(const Scenario& scenario, const OpcParameters& opc) {
    return scenario.site.booths * open_hours(scenario.site.hours) / 7 * 60 / opc.booth_minutes;
}

double kilometres_of(const Walkshed& walkshed) {
    double cm = 0;
    for (const ReachedLine& line : walkshed.lines)
        for (std::size_t k = 1; k < line.shape.size(); ++k)
            cm += distance_cm(line.shape[k - 1], line.shape[k]);
    return cm / 100000;
}

Cell minutes_cell(const std::optional<double>& ds) {
    return ds ? Cell(*ds / kDecisecondsAMinute) : Cell(std::string("nobody"));
}

std::vector<Column> site_columns() {
    std::vector<Column> columns{{"site", "Id of the candidate."}, {"name", "Its name."}};
    for (const std::uint32_t minutes : kWalkMinutes)
        columns.push_back({fmt::format("residents_{}_min", minutes),
                           fmt::format("Residents within {} minutes' walk of home.", minutes)});
    columns.insert(columns.end(),
                   {{"mean_minutes", "Mean walk of the residents within the longest of these."},
                    {"street_km", "Streets within the longest of these."},
                    {"residents_stated", "Residents weighed by willingness to walk, stated decay."},
                    {"residents_revealed", "The same, revealed decay."},
                    {"catchment_residents",
                     "Residents that fall to this candidate if all candidates were open "
                     "and shared them (balanced floating catchment, stated decay)."},
                    {"places_per_1000", "Places a day for each 1,000 of these."}});
    return columns;
}

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

/// Labels of a group column in the order of their names; one "all" without columns.
struct Labels {
    std::vector<std::string> names;
    std::vector<std::size_t> of_group;
};

Labels labels_of(const City& city, std::optional<std::size_t> column) {
    if (!column)
        return {{"all"}, std::vector<std::size_t>(city.groups.size(), 0)};
    std::map<std::string, std::size_t> order;
    for (const Group& group : city.groups)
        order.emplace(group.labels[*column], 0);
    Labels labels;
    for (auto& [name, position] : order) {
        position = labels.names.size();
        labels.names.push_back(name);
    }
    for (const Group& group : city.groups)
        labels.of_group.push_back(order.at(group.labels[*column]));
    return labels;
}

/// A death recorded for an area only lies in a ring as far as the area's people do.
Rings rings_of(const AccessStudy& study, std::size_t site, const Labels& labels) {
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
    const Labels labels = labels_of(city, column);
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

/// Rows of equity.csv for one quantity, everyone and then each district.
void add_equity(const AccessStudy& study, const std::string& what, const WalkedMinutes& minutes,
                Sheet& sheet) {
    const City& city = study.prepared->city;
    const Distribution everyone = minutes.distribution();
    const auto row = [&](const std::string& label, const EquityMeasures& measures) {
        sheet.rows.push_back(
            {what, label, measures.people, measures.mean, measures.equivalent, measures.gini});
    };
    double people = 0;
    for (const double some : minutes.people)
        people += some;
    if (people <= 0)
        return;
    const double kappa = kolm_pollak_kappa(everyone, kAversion);
    row("everyone", {people, mean_over_people(everyone), kolm_pollak_equivalent(everyone, kappa),
                     gini(everyone)});
    if (minutes.people_unreached > 0)
        sheet.rows.push_back({what, "not reached", minutes.people_unreached, "", "", ""});
    std::vector<std::uint32_t> district;
    for (const std::uint32_t area : study.prepared->population.people.area)
        district.push_back(city.areas[area].district);
    const auto by_district = equity_by_group(
        everyone, {district, static_cast<std::uint32_t>(city.districts.size())}, kappa);
    for (std::size_t d = 0; d < by_district.size() && city.districts.size() > 1; ++d)
        if (by_district[d])
            row(city.districts[d], *by_district[d]);
}

/// Minutes of the ambulance as if they were walked: infinite ones are not reached.
WalkedMinutes response_minutes_of(const AccessStudy& study) {
    WalkedMinutes minutes;
    for (std::size_t row = 0; row < study.home_response.size(); ++row) {
        const bool is_reached = std::isfinite(study.home_response[row]);
        minutes.minutes.push_back(is_reached ? study.home_response[row] : 0);
        minutes.people.push_back(is_reached ? study.residents[row] : 0);
        minutes.people_unreached += is_reached ? 0 : study.residents[row];
    }
    return minutes;
}

} // namespace

Sheet sites_sheet(const AccessStudy& study) {
    const City& city = study.prepared->city;
    const Scenario& scenario = study.prepared->scenario;
    const Parameters parameters = default_parameters(scenario.model.overrides);
    const AccessQuestion stated = question_of(parameters.uptake, DecaySet::stated);
    const AccessQuestion revealed = question_of(parameters.uptake, DecaySet::revealed);
    const std::vector<double> places(city.candidates.size(),
                                     places_a_day(scenario, parameters.opc));
    const Catchment catchment =
        balanced_catchment(study.walks, {study.residents, places, stated.decay_by_ds});
    Sheet sheet{"access.csv", "One candidate.", site_columns(), {}};
    for (std::size_t site = 0; site < city.candidates.size(); ++site) {
        const WalkMeasures walks = measure_site(study.walks.of_site(site), study.residents, stated);
        std::vector<Cell> row{city.candidates[site].id, candidate_name(city.candidates[site])};
        for (const double people : walks.people_within)
            row.emplace_back(people);
        row.push_back(minutes_cell(walks.mean_ds));
        row.emplace_back(kilometres_of(study.walksheds[site].back()));
        row.emplace_back(walks.uptake);
        row.emplace_back(measure_site(study.walks.of_site(site), study.residents, revealed).uptake);
        row.emplace_back(catchment.demand[site]);
        row.emplace_back(1000 * catchment.level[site]);
        sheet.rows.push_back(std::move(row));
    }
    return sheet;
}

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

Sheet equity_sheet(const AccessStudy& study) {
    Sheet sheet{"equity.csv",
                "How evenly minutes fall on residents: everyone, or a district.",
                {{"what", "walk_to_nearest_candidate (if all were open) or ambulance_response."},
                 {"label", "everyone, \"not reached\", or the district."},
                 {"residents", "Of these, within reach."},
                 {"mean_minutes", "Mean over them."},
                 {"equivalent_minutes",
                  "Kolm-Pollak equally-distributed equivalent (aversion 1): the even minutes that "
                  "would be as good; never below the mean."},
                 {"gini", "Gini coefficient of the minutes: 0 all equal."}},
                {}};
    std::vector<std::uint32_t> all;
    for (std::uint32_t site = 0; site < study.walks.sites(); ++site)
        all.push_back(site);
    const auto nearest = nearest_walks(study.walks, all, study.residents.size());
    add_equity(study, "walk_to_nearest_candidate", walked_minutes({nearest, study.residents}),
               sheet);
    if (!study.response_minutes.empty())
        add_equity(study, "ambulance_response", response_minutes_of(study), sheet);
    return sheet;
}

Sheet response_sheet(const AccessStudy& study) {
    Sheet sheet{"ems_response.csv",
                "One class of minutes from the call to the ambulance's arrival.",
                {{"up_to_minutes", "Upper end of the class; \"longer\" for the rest."},
                 {"street_km", "Streets whose middle lies in the class."},
                 {"residents", "Residents whose home does."}},
                {}};
    if (study.response_minutes.empty())
        return sheet;
    std::array<double, kResponseClasses.size() + 1> streets{}, residents{};
    const auto class_of = [](double minutes) {
        std::size_t k = 0;
        while (k < kResponseClasses.size() && minutes > kResponseClasses[k])
            ++k;
        return k;
    };
    const std::vector<Edge>& edges = study.prepared->city.streets.edges;
    for (std::size_t edge = 0; edge < edges.size(); ++edge)
        streets[class_of(study.response_minutes[edge])] += edges[edge].length_cm / 1e5;
    for (std::size_t row = 0; row < study.residents.size(); ++row)
        residents[class_of(study.home_response[row])] += study.residents[row];
    for (std::size_t k = 0; k < streets.size(); ++k)
        sheet.rows.push_back({k < kResponseClasses.size() ? Cell(std::int64_t{kResponseClasses[k]})
                                                          : Cell(std::string("longer")),
                              streets[k], residents[k]});
    return sheet;
}

Sheet legal_sheet(const LegalSpace& legal) {
    Sheet sheet{"legal_space.csv",
                fmt::format("One rule, or all together, on {:.0f} km of walkable streets.",
                            legal.street_km),
                {{"rule", "Name of the rule; \"all rules\": together."},
                 {"where", "city, or hot_spots: the areas with most expected deaths a kilometre of "
                           "street that together hold a quarter of them."},
                 {"allowed_straight", "Share of street length where the rule lets a site stand, "
                                      "distances straight, as the rule is applied."},
                 {"allowed_walked", "The same if the distance were walked along the streets."},
                 {"freed_straight", "Share that only this rule forbids: what giving it up frees."},
                 {"freed_walked", "The same with distances walked."}},
                {}};
    for (const LegalSpace::Row& row : legal.rows) {
        const std::string rule = row.rule.empty() ? "all rules" : row.rule;
        const auto add = [&](const char* where, const LegalSpace::Room& place) {
            sheet.rows.push_back({rule, where, place.allowed.straight, place.allowed.walked,
                                  place.freed.straight, place.freed.walked});
        };
        add("city", row.city);
        if (row.hot_spots)
            add("hot_spots", *row.hot_spots);
    }
    return sheet;
}

} // namespace careshed
