#include "models/studies/sequential_elimination.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/studies/outcome_list.hpp"

namespace careshed {

namespace {

/// Others must do better in this share of draws: an eliminated site is hardly ever among the first.
constexpr double kNearlyAlways = 0.99;
constexpr double kErrorsToSpare = 3;
/// Leading sites that a site is compared with.
constexpr std::size_t kLeaders = 12;

/// Sum of one outcome over sites in a draw.
double sum_in(const OutcomeTable& table, std::span<const std::size_t> sites, std::size_t outcome,
              std::size_t draw) {
    double sum = 0;
    for (const std::size_t site : sites)
        sum += table.draws_of(site, outcome)[draw];
    return sum;
}

/// Ratio of simulated to analytic sums over some sites, by draw: 1 where the latter is 0.
std::vector<double> ratios_of_draws(const OutcomeTable& simulated, const OutcomeTable& expected,
                                    std::span<const std::size_t> sites, std::size_t outcome) {
    std::vector<double> ratios;
    for (std::size_t draw = 0; draw < simulated.draws(); ++draw) {
        const double formula = sum_in(expected, sites, outcome, draw);
        ratios.push_back(formula > 0 ? sum_in(simulated, sites, outcome, draw) / formula : 1);
    }
    return ratios;
}

/// A site's ratio of simulated to predicted sums, over its simulated draws: those of `of_draws`.
double own_ratio(std::span<const double> simulated, std::span<const double> expected,
                 std::span<const double> of_draws) {
    double seen = 0, predicted = 0;
    for (std::size_t draw = 0; draw < of_draws.size(); ++draw) {
        seen += simulated[draw];
        predicted += of_draws[draw] * expected[draw];
    }
    return predicted > 0 ? seen / predicted : 1;
}

/// A site's benefit in every draw, divided by the ratio common to the sites of the draw.
struct Outlook {
    std::vector<double> values;
    double mean = 0;
    double noise = 0; ///< relative standard deviation of a predicted value
    double error = 0; ///< standard error of the mean
};

Outlook outlook_of(std::span<const double> simulated, std::span<const double> expected,
                   std::span<const double> of_draws) {
    const std::size_t draws = of_draws.size();
    const double ratio = own_ratio(simulated, expected, of_draws);
    Outlook outlook;
    double squares = 0, misses = 0;
    for (std::size_t draw = 0; draw < expected.size(); ++draw) {
        const double predicted = expected[draw] * ratio;
        const double seen =
            draw < draws && of_draws[draw] > 0 ? simulated[draw] / of_draws[draw] : predicted;
        if (draw < draws) {
            misses += (seen - predicted) * (seen - predicted);
            squares += predicted * predicted;
        }
        outlook.values.push_back(seen);
        outlook.mean += seen / static_cast<double>(expected.size());
    }
    outlook.noise = squares > 0 ? std::sqrt(misses / squares) : 0;
    outlook.error = outlook.noise * std::abs(outlook.mean) / std::sqrt(static_cast<double>(draws));
    return outlook;
}

/// Combination of two independent errors.
double together(double one, double other) { return std::sqrt(one * one + other * other); }

/// One does better in nearly every draw; in predicted draws, beyond their noise.
bool does_better(const Outlook& one, const Outlook& other, std::size_t simulated_draws) {
    std::size_t won = 0;
    for (std::size_t draw = 0; draw < one.values.size(); ++draw) {
        const double spare = draw < simulated_draws
                                 ? 0
                                 : kErrorsToSpare * together(one.noise * one.values[draw],
                                                             other.noise * other.values[draw]);
        won += one.values[draw] - other.values[draw] > spare ? 1 : 0;
    }
    return static_cast<double>(won) >= kNearlyAlways * static_cast<double>(one.values.size());
}

bool is_far_behind(const Outlook& leader, const Outlook& site, double scale, double zone) {
    const double error = together(leader.error, site.error);
    return scale * (leader.mean - site.mean - kErrorsToSpare * error) > zone;
}

/// Simulated draws of each site, and the sites that stayed in all.
struct SimulatedPart {
    std::span<const std::size_t> stayed;
    std::span<const std::size_t> draws; ///< by site
};

/// Fills one outcome of every site where it was not simulated.
void fill_outcome(OutcomeTable& simulated, const OutcomeTable& expected, const SimulatedPart& part,
                  std::size_t outcome) {
    const auto of_draws = ratios_of_draws(simulated, expected, part.stayed, outcome);
    for (std::size_t site = 0; site < simulated.sites().size(); ++site) {
        const auto formula = expected.draws_of(site, outcome);
        const double ratio = own_ratio(simulated.draws_of(site, outcome), formula,
                                       std::span(of_draws).first(part.draws[site]));
        for (std::size_t draw = part.draws[site]; draw < simulated.draws(); ++draw)
            simulated.draws_of(site, outcome)[draw] = ratio * of_draws[draw] * formula[draw];
    }
}

/// An outcome that scales with a site's volume.
bool is_amount(const OutcomeRow& row) {
    return std::holds_alternative<CountedFigure>(row.source) ||
           std::holds_alternative<AmountOfUse>(row.source);
}

} // namespace

SequentialElimination::SequentialElimination(const ExpectedStudy& expected, double zone)
    : expected_(expected), zone_(zone), sites_(expected.by_decay[0].sites().size()),
      simulated_draws_(sites_.size(), 0) {
    std::iota(sites_.begin(), sites_.end(), std::size_t{0});
}

std::vector<std::size_t> SequentialElimination::leaving(const OutcomeTable& simulated,
                                                        const OutcomeTable& expected,
                                                        std::size_t draws) const {
    const std::size_t deaths = simulated.outcome("deaths_averted");
    std::vector<double> of_draws = ratios_of_draws(simulated, expected, sites_, deaths);
    of_draws.resize(draws);
    const double scale = std::accumulate(of_draws.begin(), of_draws.end(), 0.0) /
                         static_cast<double>(std::max<std::size_t>(draws, 1));
    std::vector<Outlook> outlooks;
    for (const std::size_t site : sites_)
        outlooks.push_back(outlook_of(simulated.draws_of(site, deaths),
                                      expected.draws_of(site, deaths), of_draws));
    std::vector<std::size_t> order(sites_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        return outlooks[a].mean != outlooks[b].mean ? outlooks[a].mean > outlooks[b].mean : a < b;
    });
    std::vector<std::size_t> out;
    for (std::size_t place = kFirst; place < order.size(); ++place) {
        const Outlook& site = outlooks[order[place]];
        std::size_t better = 0;
        for (std::size_t k = 0; k < std::min(kLeaders, place) && better < kFirst; ++k)
            better += does_better(outlooks[order[k]], site, draws) ? 1 : 0;
        if (better >= kFirst && is_far_behind(outlooks[order.front()], site, scale, zone_))
            out.push_back(sites_[order[place]]);
    }
    return out;
}

void SequentialElimination::evaluate(const TablesByDecay& simulated, std::size_t draws) {
    for (const std::size_t site : sites_)
        simulated_draws_[site] = draws;
    std::vector<std::size_t> votes(simulated_draws_.size(), 0);
    for (std::size_t d = 0; d < kDecaySets; ++d)
        for (const std::size_t site : leaving(simulated[d], expected_.by_decay[d], draws))
            ++votes[site];
    std::erase_if(sites_, [&](std::size_t site) { return votes[site] == kDecaySets; });
}

void SequentialElimination::fill(TablesByDecay& simulated, TablesByDecay& groups) const {
    const OutcomeRows& rows = outcome_rows();
    const SimulatedPart part{sites_, simulated_draws_};
    for (std::size_t d = 0; d < kDecaySets; ++d) {
        const OutcomeTable& expected = expected_.by_decay[d];
        for (std::size_t outcome = 0; outcome < rows.rows().size(); ++outcome)
            if (is_amount(rows.rows()[outcome]))
                fill_outcome(simulated[d], expected, part, outcome);
        for (std::size_t group = 0; group < groups[d].outcomes().size(); ++group)
            fill_outcome(groups[d], expected_.groups_by_decay[d], part, group);
        for (std::size_t site = 0; site < simulated[d].sites().size(); ++site)
            for (std::size_t number = simulated_draws_[site]; number < simulated[d].draws();
                 ++number) {
                const DrawId draw = DrawId::numbered(number);
                std::vector<double> values = simulated[d].values(site, draw);
                rows.derive(values, expected.values(site, draw));
                simulated[d].put_all(site, draw, values);
            }
    }
}

} // namespace careshed
