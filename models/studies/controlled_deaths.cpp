#include "models/studies/controlled_deaths.hpp"

#include <algorithm>
#include <cmath>

namespace careshed {

namespace {

struct MeanAndVariance {
    double mean = 0, variance = 0;
};
MeanAndVariance mean_and_variance(const std::vector<double>& values) {
    const auto n = static_cast<double>(values.size());
    MeanAndVariance result;
    for (const double value : values)
        result.mean += value / n;
    for (const double value : values)
        result.variance += (value - result.mean) * (value - result.mean) / std::max(n - 1, 1.0);
    return result;
}

} // namespace

MeanAndError mean_and_error(const std::vector<double>& values) {
    const MeanAndVariance all = mean_and_variance(values);
    return {all.mean, std::sqrt(all.variance / static_cast<double>(values.size()))};
}

ControlledDeaths::ControlledDeaths(const std::vector<DrawReplications>& draws,
                                   const std::vector<Slopes>& slopes,
                                   const AnalyticExpectation& analytic, std::size_t decay)
    : draws_(draws), decay_(decay), sites_(draws.front().use.size() / kDecaySets) {
    for (std::size_t site = 0; site < sites_; ++site)
        slope_.push_back(slopes[decay * sites_ + site][kDeaths]);
    for (const DrawReplications& replications : draws)
        for (std::size_t site = 0; site < sites_; ++site)
            exact_.push_back(analytic.deaths_averted(replications.draw, decay, site,
                                                     replications.use[decay * sites_ + site]));
}

double ControlledDeaths::averted(std::size_t draw, std::size_t replication,
                                 std::size_t site) const {
    return controlled(draws_[draw].averted[replication][decay_ * sites_ + site],
                      exact_[draw * sites_ + site], slope_[site]);
}

std::array<std::size_t, 2> ControlledDeaths::top_two() const {
    std::vector<double> totals(sites_, 0.0);
    for (std::size_t d = 0; d < draws_.size(); ++d)
        for (std::size_t replication = 0; replication < draws_[d].count; ++replication)
            for (std::size_t site = 0; site < sites_; ++site)
                totals[site] += averted(d, replication, site) / draws_[d].count;
    std::array<std::size_t, 2> top{0, 0};
    for (std::size_t site = 1; site < sites_; ++site)
        top[0] = totals[site] > totals[top[0]] ? site : top[0];
    for (std::size_t site = 0; site < sites_; ++site)
        if (site != top[0] && (top[1] == top[0] || totals[site] > totals[top[1]]))
            top[1] = site;
    return top;
}

Chance ControlledDeaths::chance() const {
    const auto [best, second] = top_two();
    Chance chance;
    std::vector<double> means;
    for (std::size_t d = 0; d < draws_.size(); ++d) {
        std::vector<double> differences;
        for (std::size_t replication = 0; replication < draws_[d].count; ++replication)
            differences.push_back(averted(d, replication, best) -
                                  (best == second ? 0 : averted(d, replication, second)));
        const MeanAndVariance of_draw = mean_and_variance(differences);
        means.push_back(of_draw.mean);
        chance.draws.push_back({draws_[d].count, of_draw.variance});
    }
    chance.all_variance = mean_and_variance(means).variance;
    return chance;
}

MeanAndError ControlledDeaths::control() const {
    std::vector<double> ratios;
    for (std::size_t d = 0; d < draws_.size(); ++d) {
        double seen = 0, formula = 0;
        for (std::size_t site = 0; site < sites_; ++site) {
            formula += exact_[d * sites_ + site];
            for (const auto& replication : draws_[d].averted)
                seen += replication[decay_ * sites_ + site].direct / draws_[d].count;
        }
        if (formula > 0)
            ratios.push_back(seen / formula);
    }
    return ratios.empty() ? MeanAndError{1, 0} : mean_and_error(ratios);
}

} // namespace careshed
