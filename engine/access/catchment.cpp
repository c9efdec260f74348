#include "engine/access/catchment.hpp"

#include <fmt/format.h>

#include "engine/access/access_measures.hpp"
#include "engine/access/person_columns.hpp"
#include "engine/core/error.hpp"

namespace careshed {

namespace {

void require_answerable(const AccessTable& table, const CatchmentQuestion& question) {
    if (question.places_a_day.size() != table.sites())
        throw Error(ErrorKind::internal, "catchment",
                    fmt::format("places of {} sites, walks to {}", question.places_a_day.size(),
                                table.sites()));
    require_amounts(question.people, "the number of people");
    require_amounts(question.places_a_day, "the places of a site");
    require_amounts(question.decay_by_ds, "the weight of a walking time");
    for (std::size_t site = 0; site < table.sites(); ++site)
        require_persons(table.of_site(site), question.people.size());
}

/// Calls visit(site, person, weight) for each pair that has one, in the order of the table.
template <class Visit>
void for_each_weight(const AccessTable& table, const CatchmentQuestion& question, Visit visit) {
    for (std::size_t site = 0; site < table.sites(); ++site) {
        if (question.places_a_day[site] == 0)
            continue;
        for (const AccessRow& row : table.of_site(site))
            if (const double weight = decay_at(question.decay_by_ds, row.walk_ds); weight > 0)
                visit(site, row.who, weight);
    }
}

/// Sums of weights over the sites of a person and over the people of a site.
struct WeightSums {
    std::vector<double> of_person;
    std::vector<double> of_site;
};

WeightSums sum_weights(const AccessTable& table, const CatchmentQuestion& question) {
    WeightSums sums{std::vector<double>(question.people.size()),
                    std::vector<double>(table.sites())};
    for_each_weight(table, question, [&](std::size_t site, std::uint32_t who, double weight) {
        sums.of_person[who] += weight;
        sums.of_site[site] += question.people[who] * weight;
    });
    return sums;
}

void count_left_out(const WeightSums& sums, const CatchmentQuestion& question,
                    Catchment& catchment) {
    for (std::size_t who = 0; who < question.people.size(); ++who)
        if (sums.of_person[who] == 0)
            catchment.people_without_site += question.people[who];
    for (std::size_t site = 0; site < catchment.demand.size(); ++site)
        if (sums.of_site[site] == 0)
            catchment.places_without_people += question.places_a_day[site];
}

} // namespace

Catchment balanced_catchment(const AccessTable& table, const CatchmentQuestion& question) {
    require_answerable(table, question);
    Catchment catchment;
    catchment.demand.resize(table.sites());
    catchment.level.resize(table.sites());
    catchment.places.resize(question.people.size());
    catchment.score.resize(question.people.size());
    const WeightSums sums = sum_weights(table, question);
    for_each_weight(table, question, [&](std::size_t site, std::uint32_t who, double weight) {
        catchment.demand[site] += question.people[who] * (weight / sums.of_person[who]);
    });
    for (std::size_t site = 0; site < table.sites(); ++site)
        if (sums.of_site[site] > 0)
            catchment.level[site] = question.places_a_day[site] / catchment.demand[site];
    for_each_weight(table, question, [&](std::size_t site, std::uint32_t who, double weight) {
        if (sums.of_site[site] == 0) // only rows without people reach it
            return;
        catchment.places[who] += catchment.level[site] * (weight / sums.of_person[who]);
        catchment.score[who] += catchment.level[site] * (weight / sums.of_site[site]);
    });
    count_left_out(sums, question, catchment);
    return catchment;
}

} // namespace careshed
