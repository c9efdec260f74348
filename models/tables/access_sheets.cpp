#include "models/tables/access_sheets.hpp"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "engine/access/catchment.hpp"
#include "engine/report/access_map.hpp"
#include "engine/report/site_directory.hpp"

namespace careshed {

namespace {

/// Willingness by walk, up to the walking limit.
AccessQuestion willingness(const AccessStudy& study, const UptakeParameters& uptake, DecaySet set) {
    AccessQuestion question;
    const Decay decay = decay_of(uptake, set);
    for (std::uint32_t ds = 0; ds <= study.prepared->plan.walk_limit.value(); ++ds)
        question.decay_by_ds.push_back(decay.at(ds * uptake.walking_speed / 10000));
    return question;
}

AccessQuestion within_minutes() {
    AccessQuestion question;
    for (const std::uint32_t minutes : kWalkMinutes)
        question.limits.emplace_back(minutes * 600);
    return question;
}

/// Uses that one candidate could serve in a day at full occupancy.
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
    return ds ? Cell(*ds / kDecisecondsAMinute) : Cell(std::string());
}

std::vector<Column> site_columns() {
    std::vector<Column> columns{{"site", "Id of the candidate."}, {"name", "Its name."}};
    for (const std::uint32_t minutes : kWalkMinutes)
        columns.push_back({fmt::format("residents_{}_min", minutes),
                           fmt::format("Residents within {} minutes' walk of home.", minutes)});
    columns.insert(
        columns.end(),
        {{"mean_minutes", "Mean walk of the residents within the longest of these; empty: nobody."},
         {"worst_minutes", "Longest walk among them."},
         {"street_km", "Streets within the longest of these."},
         {"residents_stated",
          "Residents weighed by willingness to walk, stated decay, as far as people "
          "are followed (model.walk_limit, else where uptake falls below 1 %)."},
         {"residents_revealed", "The same, revealed decay."},
         {"catchment_residents",
          "Residents that fall to this candidate if all candidates were open "
          "and shared them (balanced floating catchment, stated decay)."},
         {"places_per_1000", "Places a day for each 1,000 of these."}});
    return columns;
}

} // namespace

Sheet sites_sheet(const AccessStudy& study) {
    const City& city = study.prepared->city;
    const Scenario& scenario = study.prepared->scenario;
    const Parameters parameters = default_parameters(scenario.model.overrides);
    const AccessQuestion near = within_minutes();
    const AccessQuestion stated = willingness(study, parameters.uptake, DecaySet::stated);
    const AccessQuestion revealed = willingness(study, parameters.uptake, DecaySet::revealed);
    const std::vector<double> places(city.candidates.size(),
                                     places_a_day(scenario, parameters.opc));
    const Catchment catchment =
        balanced_catchment(study.far_walks, {study.residents, places, stated.decay_by_ds});
    Sheet sheet{"access.csv", "One candidate.", site_columns(), {}};
    for (std::size_t site = 0; site < city.candidates.size(); ++site) {
        const WalkMeasures walks = measure_site(study.walks.of_site(site), study.residents, near);
        const auto uptake = [&](const AccessQuestion& question) {
            return measure_site(study.far_walks.of_site(site), study.residents, question).uptake;
        };
        std::vector<Cell> row{city.candidates[site].id, candidate_name(city.candidates[site])};
        for (const double people : walks.people_within)
            row.emplace_back(people);
        row.push_back(minutes_cell(walks.mean_ds));
        row.push_back(
            minutes_cell(walks.worst_ds ? std::optional<double>(*walks.worst_ds) : std::nullopt));
        row.emplace_back(kilometres_of(study.walksheds[site].back()));
        row.emplace_back(uptake(stated));
        row.emplace_back(uptake(revealed));
        row.emplace_back(catchment.demand[site]);
        row.emplace_back(1000 * catchment.level[site]);
        sheet.rows.push_back(std::move(row));
    }
    return sheet;
}

Sheet response_sheet(const AccessStudy& study) {
    Sheet sheet{
        "ems_response.csv",
        "One class of minutes from the call to the ambulance's arrival.",
        {{"up_to_minutes", "Upper end of the class; \"longer\", or \"never\" where no way to "
                           "drive leads."},
         {"street_km", "Streets whose middle lies in the class."},
         {"residents", "Residents whose home does."}},
        {}};
    if (study.response_minutes.empty())
        return sheet;
    constexpr std::size_t kLonger = kResponseClasses.size(), kNever = kLonger + 1;
    std::array<double, kNever + 1> streets{}, residents{};
    const auto class_of = [](double minutes) {
        std::size_t k = 0;
        while (k < kLonger && minutes > kResponseClasses[k])
            ++k;
        return std::isfinite(minutes) ? k : kNever;
    };
    const std::vector<Edge>& edges = study.prepared->city.streets.edges;
    for (std::size_t edge = 0; edge < edges.size(); ++edge)
        streets[class_of(study.response_minutes[edge])] += edges[edge].length_cm / 1e5;
    for (std::size_t row = 0; row < study.residents.size(); ++row)
        residents[class_of(study.home_response[row])] += study.residents[row];
    for (std::size_t k = 0; k < streets.size(); ++k)
        sheet.rows.push_back({k < kLonger    ? Cell(std::int64_t{kResponseClasses[k]})
                              : k == kLonger ? Cell(std::string("longer"))
                                             : Cell(std::string("never")),
                              streets[k], residents[k]});
    return sheet;
}

Sheet legal_sheet(const LegalSpace& legal) {
    Sheet sheet{
        "legal_space.csv",
        fmt::format("One rule, or all together, on {:.0f} km of walkable streets.",
                    legal.street_km),
        {{"rule", "Name of the rule; \"all rules\": together."},
         {"region", "city, or hot_spots: the areas with most expected deaths a kilometre of "
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
