// equity.csv: how evenly minutes fall on people, by district, by group and by advantage.
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "engine/access/equity.hpp"
#include "tools/careshed/access_sheets.hpp"
#include "tools/careshed/group_labels.hpp"

namespace careshed {

namespace {

/// Aversion to inequality in the Kolm-Pollak equivalent of minutes; below 0 since less is better.
constexpr double kAversion = -1;

double to_tens(double value) { return 10 * std::floor(value / 10 + 0.5); }
double to_part(double value, double parts) { return std::floor(value * parts + 0.5) / parts; }

/// Minutes of one thing, and whose they are.
struct Subject {
    std::string what, whose;
    WalkedMinutes minutes;
    /// People at risk, reached or not, where minutes weigh these. They follow from recorded deaths:
    /// who is not reached is not told, and what is told is rounded.
    const std::vector<double>* at_risk = nullptr;
};

/// People by label of a column; empty labels for everyone.
struct Split {
    std::string column;
    std::vector<std::string> names;
    std::vector<std::uint32_t> of_row;
};

class EquityRows {
  public:
    EquityRows(const AccessStudy& study, Sheet& sheet) : study_(&study), sheet_(&sheet) {}

    void add(const Subject& subject, const std::vector<Split>& splits) {
        const Distribution everyone = subject.minutes.distribution();
        const double people = std::accumulate(everyone.people.begin(), everyone.people.end(), 0.0);
        if (people <= 0)
            return;
        const double kappa = kolm_pollak_kappa(everyone, kAversion);
        const EquityMeasures of_all{people, mean_over_people(everyone),
                                    kolm_pollak_equivalent(everyone, kappa), gini(everyone)};
        add_row(subject, {"all", "everyone"}, of_all, concentration(everyone));
        for (const Split& split : splits) {
            if (split.names.size() < 2)
                continue;
            const auto by_label = equity_by_group(
                everyone, {split.of_row, static_cast<std::uint32_t>(split.names.size())}, kappa);
            for (std::size_t label = 0; label < by_label.size(); ++label)
                if (by_label[label])
                    add_row(subject, {split.column, split.names[label], &split.of_row, label},
                            *by_label[label], {});
        }
    }

  private:
    struct Row {
        std::string column, label;
        const std::vector<std::uint32_t>* of_row = nullptr; ///< null: everyone
        std::size_t number = 0;                             ///< of the label
    };

    /// Nothing where the scenario does not rank areas.
    [[nodiscard]] std::optional<double> concentration(const Distribution& everyone) const {
        if (study_->prepared->scenario.areas.advantage.empty())
            return std::nullopt;
        std::vector<double> advantage;
        for (const std::uint32_t area : study_->prepared->population.people.area)
            advantage.push_back(study_->prepared->city.areas[area].advantage);
        return concentration_index(everyone, advantage);
    }

    void add_row(const Subject& subject, const Row& row, const EquityMeasures& measures,
                 std::optional<double> concentration) {
        const bool is_rounded = subject.at_risk != nullptr;
        const auto shown = [&](double value, double parts) {
            return is_rounded ? to_part(value, parts) : value;
        };
        double at_risk = 0;
        for (std::size_t i = 0; is_rounded && i < subject.at_risk->size(); ++i)
            at_risk += !row.of_row || (*row.of_row)[i] == row.number ? (*subject.at_risk)[i] : 0;
        const bool tells_unreached = !is_rounded && !row.of_row;
        sheet_->rows.push_back(
            {subject.what, subject.whose, row.column, row.label,
             is_rounded ? to_tens(at_risk) : to_part(measures.people, 1000),
             tells_unreached ? Cell(to_part(subject.minutes.people_unreached, 1000))
                             : Cell(std::string()),
             shown(measures.mean, 10), shown(measures.equivalent, 10), shown(measures.gini, 1000),
             concentration ? Cell(shown(*concentration, 1000)) : Cell(std::string())});
    }

    const AccessStudy* study_;
    Sheet* sheet_;
};

/// Minutes of the ambulance as if they were walked: infinite ones are not reached.
WalkedMinutes response_minutes_of(const AccessStudy& study, const std::vector<double>& people) {
    WalkedMinutes minutes;
    for (std::size_t row = 0; row < study.home_response.size(); ++row) {
        const bool is_reached = std::isfinite(study.home_response[row]);
        minutes.minutes.push_back(is_reached ? study.home_response[row] : 0);
        minutes.people.push_back(is_reached ? people[row] : 0);
        minutes.people_unreached += is_reached ? 0 : people[row];
    }
    return minutes;
}

Split by_district(const AccessStudy& study) {
    Split split{"district", study.prepared->city.districts, {}};
    for (const std::uint32_t area : study.prepared->population.people.area)
        split.of_row.push_back(study.prepared->city.areas[area].district);
    return split;
}

std::vector<Split> by_group(const AccessStudy& study) {
    const City& city = study.prepared->city;
    std::vector<Split> splits;
    for (std::size_t column = 0; column < city.group_columns.size(); ++column) {
        const GroupNames labels = group_names(city, column);
        Split& split = splits.emplace_back(Split{city.group_columns[column], labels.names, {}});
        for (const auto group : study.prepared->population.people.group)
            split.of_row.push_back(static_cast<std::uint32_t>(labels.of_group[group]));
    }
    return splits;
}

Sheet empty_sheet() {
    return {
        "equity.csv",
        "How evenly minutes fall on people: everyone, a district or a group.",
        {{"what", "walk_to_nearest_candidate (if all were open) or ambulance_response."},
         {"whose", "residents, or people_at_risk (rounded; weighed as in the central draw)."},
         {"column", "all, district, or a group column of the incidents."},
         {"label", "everyone, or the label in that column."},
         {"people", "Residents within reach (20 minutes' walk, any drive); or all people at risk."},
         {"not_reached", "Residents who are not."},
         {"mean_minutes", "Mean over those within reach."},
         {"equivalent_minutes",
          "Kolm-Pollak equally-distributed equivalent (aversion 1): the even minutes that "
          "would be as good; never below the mean."},
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
    const std::vector<Split> districts = {by_district(study)}, groups = by_group(study);
    const std::string walk = "walk_to_nearest_candidate", ambulance = "ambulance_response";
    EquityRows rows(study, sheet);
    rows.add({walk, "residents", walked_minutes({nearest, study.residents})}, districts);
    rows.add({walk, "people_at_risk", walked_minutes({nearest, study.people_at_risk}),
              &study.people_at_risk},
             groups);
    if (!study.response_minutes.empty()) {
        rows.add({ambulance, "residents", response_minutes_of(study, study.residents)}, districts);
        rows.add({ambulance, "people_at_risk", response_minutes_of(study, study.people_at_risk),
                  &study.people_at_risk},
                 groups);
    }
    return sheet;
}

} // namespace careshed
