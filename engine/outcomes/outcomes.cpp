#include "engine/outcomes/outcomes.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/core/error.hpp"
#include "engine/core/steps.hpp"

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

double OutcomeTable::step_of(std::size_t site, std::size_t outcome, double size) const {
    const OutcomeInfo& info = outcomes_[outcome];
    if (info.step == 0 || info.is_difference || parts_.empty())
        return info.step;
    return step_of_at_least(parts_[site] * std::abs(size));
}

double OutcomeTable::told(std::size_t site, std::size_t outcome, double figure) const {
    return to_step(figure, step_of(site, outcome, figure));
}

Summary OutcomeTable::told(std::size_t site, std::size_t outcome, const Summary& summary) const {
    if (outcomes_[outcome].step == 0)
        return summary;
    return {told(site, outcome, summary.mean), told(site, outcome, summary.low),
            told(site, outcome, summary.high), to_digits(summary.standard_error, 1)};
}

Summary OutcomeTable::summary(std::size_t site, std::size_t outcome) const {
    return told(site, outcome, summarise(draws_of(site, outcome)));
}

OutcomeTable OutcomeTable::in_steps(ToldSteps steps) const {
    OutcomeTable published = *this;
    published.parts_ = std::move(steps.of_site);
    for (std::size_t outcome = 0; outcome < outcomes_.size(); ++outcome) {
        OutcomeInfo& info = published.outcomes_[outcome];
        info.step = steps.of_outcome[outcome];
        double largest = 0, finest = info.step;
        for (std::size_t site = 0; site < sites_.size(); ++site) {
            published.central(site, outcome) =
                published.told(site, outcome, central(site, outcome));
            const double mean = std::abs(summarise(draws_of(site, outcome)).mean);
            if (mean > largest) {
                largest = mean;
                finest = published.step_of(site, outcome, mean);
            }
        }
        if (info.step > 0)
            info.decimals = decimals_of_step(finest);
    }
    return published;
}

OutcomeTable OutcomeTable::first_draws(std::size_t draws) const {
    OutcomeTable few(sites_, outcomes_, draws);
    few.central_ = central_;
    few.parts_ = parts_;
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
