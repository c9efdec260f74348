// equity.csv: distribution of minutes over people, by district, by group and by advantage.
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "engine/access/equity.hpp"
#include "models/tables/access_sheets.hpp"
#include "models/tables/group_labels.hpp"

namespace careshed {

namespace {

/// Aversions to inequality in the Kolm-Pollak equivalent of minutes: a value judgement, so two.
/// Below 0 since less is better.
constexpr double kLowAversion = -0.5, kAversion = -1;

double to_units(double value, double unit) { return unit * std::floor(value / unit + 0.5); }
double to_part(double value, double parts) { return std::floor(value * parts + 0.5) / parts; }
double sum_of(const std::vector<double>& people) {
    return std::accumulate(people.begin(), people.end(), 0.0);
}

/// Minutes of one kind, and the people they apply to.
struct Subject {
    std::string journey, population;
    WalkedMinutes minutes;
    const std::vector<double>* everyone = nullptr; ///< people by row, reached or not
    /// People at risk follow from recorded deaths: the number not reached is not published, the
    /// rest rounded.
    bool is_rounded = false;
    double unit = 1; ///< people who stand for 11 recorded deaths
};

/// People by label of a column.
struct LabelledPeople {
    std::string column;
    std::vector<std::string> names;
    std::vector<std::uint32_t> of_row;
};

std::vector<double> sums_by_label(const std::vector<double>& people, const LabelledPeople& split) {
    std::vector<double> sums(split.names.size(), 0);
    for (std::size_t row = 0; row < people.size(); ++row)
        sums[split.of_row[row]] += people[row];
    return sums;
}

/// Over people of areas whose advantage is known; nothing where none is.
std::optional<double> concentration(const PreparedStudy& prepared, const WalkedMinutes& minutes) {
    WalkedMinutes known = minutes;
    std::vector<double> advantage;
    for (std::size_t row = 0; row < known.people.size(); ++row) {
        const Area& area = prepared.city.areas[prepared.population.people.area[row]];
        advantage.push_back(area.advantage.value_or(0));
        known.people[row] *= area.advantage ? 1 : 0;
    }
    if (sum_of(known.people) <= 0)
        return std::nullopt;
    return concentration_index(known.distribution(), advantage);
}

/// Figures of the labels of one split; empty cells where nobody of a label is reached.
void add_rows(const PreparedStudy& prepared, const Subject& subject, const LabelledPeople& split,
              Sheet& sheet) {
    const Distribution reached = subject.minutes.distribution();
    if (sum_of(subject.minutes.people) <= 0)
        return;
    const GroupLabels labels{split.of_row, static_cast<std::uint32_t>(split.names.size())};
    const auto half = equity_by_group(reached, labels, kolm_pollak_kappa(reached, kLowAversion));
    const auto one = equity_by_group(reached, labels, kolm_pollak_kappa(reached, kAversion));
    const std::vector<double> people = sums_by_label(subject.minutes.people, split);
    const std::vector<double> everyone = sums_by_label(*subject.everyone, split);
    for (std::size_t label = 0; label < split.names.size(); ++label) {
        if (everyone[label] <= 0)
            continue;
        const auto cell = [&](std::optional<double> value, double parts) {
            return !value               ? Cell(std::string())
                   : subject.is_rounded ? Cell(to_part(*value, parts))
                                        : Cell(*value);
        };
        const auto figure = [&](const auto& measures, auto field, double parts) {
            return cell(measures ? std::optional((*measures).*field) : std::nullopt, parts);
        };
        sheet.rows.push_back(
            {subject.journey, subject.population, split.column, split.names[label],
             subject.is_rounded ? to_units(everyone[label], subject.unit)
                                : to_part(people[label], 1000),
             subject.is_rounded ? Cell(std::string())
                                : Cell(to_part(everyone[label] - people[label], 1000)),
             figure(one[label], &EquityMeasures::mean, 10),
             figure(half[label], &EquityMeasures::equivalent, 10),
             figure(one[label], &EquityMeasures::equivalent, 10),
             figure(one[label], &EquityMeasures::gini, 1000),
             cell(split.column == "all" ? concentration(prepared, subject.minutes) : std::nullopt,
                  1000)});
    }
}

/// Minutes of the ambulance as if they were walked: infinite ones are not reached.
WalkedMinutes response_minutes_of(const AccessStudy& study, const std::vector<double>& people) {
    WalkedMinutes minutes;
    for (std::size_t row = 0; row < study.home_response.size(); ++row) {
        const bool is_reached = std::isfinite(study.home_response[row]);
        minutes.minutes.push_back(is_reached ? study.home_response[row] : 0);
        minutes.people.push_back(is_reached ? people[row] : 0);
    }
    return minutes;
}

LabelledPeople by_district(const PreparedStudy& prepared) {
    LabelledPeople split{"district", prepared.city.districts, {}};
    for (const std::uint32_t area : prepared.population.people.area)
        split.of_row.push_back(prepared.city.areas[area].district);
    return split;
}

LabelledPeople by_group(const PreparedStudy& prepared, std::size_t column) {
    const GroupNames labels = group_names(prepared.city, column);
    LabelledPeople split{prepared.city.group_columns[column], labels.names, {}};
    for (const auto group : prepared.population.people.group)
        split.of_row.push_back(static_cast<std::uint32_t>(labels.of_group[group]));
    return split;
}

void add_subject(const PreparedStudy& prepared, const Subject& subject, Sheet& sheet) {
    const std::size_t rows = subject.everyone->size();
    add_rows(prepared, subject, {"all", {"everyone"}, std::vector<std::uint32_t>(rows, 0)}, sheet);
    if (!subject.is_rounded && prepared.city.districts.size() > 1)
        add_rows(prepared, subject, by_district(prepared), sheet);
    for (std::size_t column = 0; subject.is_rounded && column < prepared.city.group_columns.size();
         ++column)
        add_rows(prepared, subject, by_group(prepared, column), sheet);
}

Sheet empty_sheet() {
    return {
        "equity.csv",
        "How evenly minutes fall on people: everyone, a district or a group.",
        {{"journey", "walk_to_nearest_candidate (if all were open), or ambulance_response where "
                     "there are stations."},
         {"population", "residents, or people_at_risk (rounded; weighed as in the central draw)."},
         {"column", "all, district, or a group column of the incidents."},
         {"label", "everyone, or the label in that column."},
         {"people", "Residents within reach (20 minutes' walk, any drive); or all people at risk."},
         {"not_reached", "Residents who are not; no other figure counts them."},
         {"mean_minutes", "Mean over those within reach."},
         {"equivalent_minutes_half",
          "Kolm-Pollak equally-distributed equivalent, aversion 0.5: the even minutes that "
          "would be as good; never below the mean."},
         {"equivalent_minutes_one", "The same, aversion 1: long ways count more."},
         {"gini", "Gini coefficient of the minutes: 0 all equal."},
         {"concentration_index",
          "Of the minutes by the areas' `advantage`: below 0, people in worse-off areas go "
          "farther or wait longer; empty where the scenario names no such column."}},
        {}};
}

} // namespace

Sheet equity_sheet(const AccessStudy& study) {
    Sheet sheet = empty_sheet();
    std::vector<std::uint32_t> all(study.walks.sites());
    std::iota(all.begin(), all.end(), 0U);
    const auto nearest = nearest_walks(study.walks, all, study.residents.size());
    const struct {
        const char* name;
        const std::vector<double>* people;
        bool is_rounded;
    } kinds[] = {{"residents", &study.residents, false},
                 {"people_at_risk", &study.people_at_risk, true}};
    for (const auto& kind : kinds)
        add_subject(*study.prepared,
                    {"walk_to_nearest_candidate", kind.name,
                     walked_minutes({nearest, *kind.people}), kind.people, kind.is_rounded,
                     people_of_a_step(study)},
                    sheet);
    for (const auto& kind : kinds)
        if (!study.response_minutes.empty())
            add_subject(*study.prepared,
                        {"ambulance_response", kind.name, response_minutes_of(study, *kind.people),
                         kind.people, kind.is_rounded, people_of_a_step(study)},
                        sheet);
    return sheet;
}

} // namespace careshed
