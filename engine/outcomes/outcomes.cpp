#include "engine/outcomes/outcomes.hpp"

#include <algorithm>
#include <utility>

#include "engine/core/error.hpp"

namespace careshed {

OutcomeTable::OutcomeTable(std::vector<std::string> sites, std::vector<OutcomeInfo> outcomes,
                           std::size_t draws)
    : sites_(std::move(sites)), outcomes_(std::move(outcomes)), draws_(draws),
      values_(sites_.size() * outcomes_.size() * draws),
      central_(sites_.size() * outcomes_.size()) {}

std::size_t OutcomeTable::outcome(const std::string& id) const {
    for (std::size_t row = 0; row < outcomes_.size(); ++row)
        if (outcomes_[row].id == id)
            return row;
    throw Error(ErrorKind::internal, "", "no outcome is called \"" + id + "\"");
}

std::span<double> OutcomeTable::draws_of(std::size_t site, std::size_t outcome) {
    return std::span(values_).subspan((site * outcomes_.size() + outcome) * draws_, draws_);
}

std::span<const double> OutcomeTable::draws_of(std::size_t site, std::size_t outcome) const {
    return std::span(values_).subspan((site * outcomes_.size() + outcome) * draws_, draws_);
}

OutcomeTable OutcomeTable::first_draws(std::size_t draws) const {
    OutcomeTable few(sites_, outcomes_, draws);
    few.central_ = central_;
    for (std::size_t site = 0; site < sites_.size(); ++site)
        for (std::size_t outcome = 0; outcome < outcomes_.size(); ++outcome)
            std::ranges::copy(draws_of(site, outcome).first(draws),
                              few.draws_of(site, outcome).begin());
    return few;
}

double OutcomeTable::value(std::size_t site, std::size_t outcome, DrawId draw) const {
    return draw.is_central() ? central(site, outcome) : draws_of(site, outcome)[draw.number()];
}

std::vector<double> OutcomeTable::values(std::size_t site, DrawId draw) const {
    std::vector<double> values;
    for (std::size_t outcome = 0; outcome < outcomes_.size(); ++outcome)
        values.push_back(value(site, outcome, draw));
    return values;
}

void OutcomeTable::put(std::size_t site, std::size_t outcome, DrawId draw, double value) {
    (draw.is_central() ? central(site, outcome) : draws_of(site, outcome)[draw.number()]) = value;
}

void OutcomeTable::put_all(std::size_t site, DrawId draw, std::span<const double> values) {
    for (std::size_t outcome = 0; outcome < values.size(); ++outcome)
        put(site, outcome, draw, values[outcome]);
}

double& OutcomeTable::central(std::size_t site, std::size_t outcome) {
    return central_[site * outcomes_.size() + outcome];
}

double OutcomeTable::central(std::size_t site, std::size_t outcome) const {
    return central_[site * outcomes_.size() + outcome];
}

} // namespace careshed
