#include "engine/choose/enough_draws.hpp"

#include <algorithm>
#include <cmath>

#include "engine/choose/ranking.hpp"

namespace careshed {

namespace {

/// Of a share counted in `draws`; a share of none or all is not taken as certain.
double error_of_share(double share, std::size_t draws) {
    const auto n = static_cast<double>(draws);
    const double likely = (share * n + 1) / (n + 2);
    return std::sqrt(likely * (1 - likely) / n);
}

/// Of a quantile: half the way between those one standard error of p to either side.
double error_of_quantile(std::span<const double> values, double p) {
    const double of_p = std::sqrt(p * (1 - p) / static_cast<double>(values.size()));
    return (quantile(values, std::min(p + of_p, 1.0)) - quantile(values, std::max(p - of_p, 0.0))) /
           2;
}

double error_of_interval(std::span<const double> values) {
    const Summary summary = summarise(values);
    const double width = summary.high - summary.low;
    const double error = (error_of_quantile(values, 0.025) + error_of_quantile(values, 0.975)) / 2;
    return width > 0 ? error / width : 0;
}

} // namespace

double standard_error_of(const StopRule& rule, const OutcomeTable& table,
                         const std::string& objective, std::size_t draws) {
    const OutcomeTable first = table.first_draws(draws);
    const Ranking ranking = rank_sites(first, objective, 0);
    if (rule.on == StopOn::p_best)
        return error_of_share(ranking.sites.front().p_best, draws);
    if (rule.on == StopOn::interval)
        return error_of_interval(
            first.draws_of(ranking.sites.front().site, first.outcome(objective)));
    double worst = 0;
    for (const RankedSite& site : ranking.sites)
        worst = std::max(worst, error_of_share(site.p_top5, draws));
    return worst;
}

std::size_t enough_draws(const StopRule& rule, const OutcomeTable& table,
                         const std::string& objective) {
    if (rule.on == StopOn::draws)
        return table.draws();
    for (std::size_t draws = kFewestDraws; draws < table.draws(); draws *= 2)
        if (standard_error_of(rule, table, objective, draws) <= rule.precision)
            return draws;
    return table.draws();
}

} // namespace careshed
