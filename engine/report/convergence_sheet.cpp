#include <algorithm>
#include <cmath>

#include "engine/report/ranking_sheets.hpp"

namespace careshed {
namespace {

constexpr std::size_t kSitesFollowed = 10;

/// 10, 20, 50, 100, 200, 500 ... below `draws`, then `draws` itself.
std::vector<std::size_t> stops(std::size_t draws) {
    std::vector<std::size_t> at;
    for (std::size_t ten = 10; ten < draws; ten *= 10)
        for (const std::size_t factor : {1, 2, 5})
            if (ten * factor < draws)
                at.push_back(ten * factor);
    at.push_back(draws);
    return at;
}

/// Each site's share of being best in one draw: 1 over the number of sites that tie for it.
std::vector<double> best_shares(const OutcomeTable& table, std::size_t objective,
                                std::size_t draw) {
    const double sign = table.outcomes()[objective].better < 0 ? -1 : 1;
    std::vector<double> value(table.sites().size());
    for (std::size_t site = 0; site < value.size(); ++site)
        value[site] = sign * table.draws_of(site, objective)[draw];
    const double most = *std::max_element(value.begin(), value.end());
    const auto ties = static_cast<double>(std::count(value.begin(), value.end(), most));
    for (double& share : value)
        share = share == most ? 1 / ties : 0;
    return value;
}

void add_stop(const RankStudy& study, std::size_t draws, const std::vector<double>& best,
              Sheet& sheet) {
    const std::size_t objective = study.outcomes.outcome(study.ranking.objective);
    const std::size_t followed = std::min(kSitesFollowed, study.ranking.sites.size());
    const double n = static_cast<double>(draws);
    for (std::size_t place = 0; place < followed; ++place) {
        const std::size_t site = study.ranking.sites[place].site;
        const Summary summary = study.outcomes.told(
            site, objective, summarise(study.outcomes.draws_of(site, objective).first(draws)));
        const double p = best[site] / n;
        sheet.rows.push_back({static_cast<std::int64_t>(draws),
                              static_cast<std::int64_t>(place + 1), study.outcomes.sites()[site],
                              summary.mean, summary.standard_error, p,
                              std::sqrt(std::max(0.0, p * (1 - p)) / n)});
    }
}

} // namespace

Sheet convergence_sheet(const RankStudy& study) {
    Sheet sheet{"convergence.csv",
                "How the answer settled: the first sites after growing numbers of draws.",
                {{"draws", "Draws used, from the first."},
                 {"rank", "The site's final rank."},
                 {"site_id", "The candidate's id."},
                 {"mean", "Mean of the objective so far."},
                 {"standard_error", "Monte Carlo standard error of that mean."},
                 {"p_best", "Share of draws so far in which the site is best."},
                 {"p_best_error", "Monte Carlo standard error of p_best."}},
                {}};
    if (study.ranking.sites.empty())
        return sheet;
    const std::size_t objective = study.outcomes.outcome(study.ranking.objective);
    std::vector<double> best(study.outcomes.sites().size());
    std::size_t draw = 0;
    for (const std::size_t stop : stops(study.outcomes.draws())) {
        for (; draw < stop; ++draw) {
            const std::vector<double> shares = best_shares(study.outcomes, objective, draw);
            for (std::size_t site = 0; site < shares.size(); ++site)
                best[site] += shares[site];
        }
        add_stop(study, stop, best, sheet);
    }
    return sheet;
}

} // namespace careshed
