#include "engine/choose/ranking.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/core/error.hpp"

namespace careshed {
namespace {

/// A site that beats another in at least this share of draws is statistically distinguishable.
constexpr double kSurely = 0.95;
constexpr double kTop = 5;

/// +1 when more of the objective is better, -1 when less is.
double direction(const OutcomeTable& table, std::size_t objective) {
    return table.outcomes()[objective].better < 0 ? -1.0 : 1.0;
}

/// Sums over draws of every site's rank.
struct Places {
    std::vector<double> best, top, regret;
    std::vector<std::vector<double>> rank; ///< site -> draws
};

/// Adds one draw. Sites of equal value share their places evenly: mid-ranks, even shares of being
/// best.
void add_draw(std::span<const double> value, std::vector<std::size_t>& order, Places& places) {
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return value[a] != value[b] ? value[a] > value[b] : a < b;
    });
    for (std::size_t first = 0; first < order.size();) {
        std::size_t end = first;
        while (end < order.size() && value[order[end]] == value[order[first]])
            ++end;
        const double ties = static_cast<double>(end - first), above = static_cast<double>(first);
        for (std::size_t place = first; place < end; ++place) {
            const std::size_t site = order[place];
            places.best[site] += first == 0 ? 1 / ties : 0;
            places.top[site] += std::clamp((kTop - above) / ties, 0.0, 1.0);
            places.regret[site] += value[order.front()] - value[site];
            places.rank[site].push_back(above + (ties + 1) / 2);
        }
        first = end;
    }
}

Places places_of(const OutcomeTable& table, std::size_t objective) {
    const std::size_t sites = table.sites().size();
    const double sign = direction(table, objective);
    Places places{std::vector<double>(sites), std::vector<double>(sites),
                  std::vector<double>(sites), std::vector<std::vector<double>>(sites)};
    std::vector<double> value(sites);
    std::vector<std::size_t> order(sites);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t draw = 0; draw < table.draws(); ++draw) {
        for (std::size_t site = 0; site < sites; ++site)
            value[site] = sign * table.draws_of(site, objective)[draw];
        add_draw(value, order, places);
    }
    return places;
}

/// A leader compared with another site over draws.
struct Lead {
    double won = 0;  ///< share of draws in which the leader does better
    double mean = 0; ///< by how much on average
};

Lead lead_of(std::span<const double> leader, std::span<const double> site, double sign) {
    Lead lead;
    for (std::size_t draw = 0; draw < leader.size(); ++draw) {
        const double gain = sign * (leader[draw] - site[draw]);
        lead.won += gain > 0 ? 1 : 0;
        lead.mean += gain;
    }
    const double draws = static_cast<double>(leader.size());
    return {lead.won / draws, lead.mean / draws};
}

Standing standing_behind(const Lead& lead, double indifference) {
    if (lead.won < kSurely)
        return Standing::tied;
    return lead.mean > indifference ? Standing::behind : Standing::close;
}

/// Down the order by mean: a new group starts at the first site that is behind its group's leader.
void set_groups(const OutcomeTable& table, std::size_t objective, Ranking& ranking) {
    const double sign = direction(table, objective);
    const auto standing = [&](std::size_t leader, std::size_t place) {
        return standing_behind(lead_of(table.draws_of(ranking.sites[leader].site, objective),
                                       table.draws_of(ranking.sites[place].site, objective), sign),
                               ranking.indifference);
    };
    std::size_t leader = 0;
    int group = 1;
    ranking.has_winner = !ranking.sites.empty();
    for (std::size_t place = 1; place < ranking.sites.size(); ++place) {
        if (standing(leader, place) == Standing::behind) {
            leader = place;
            ++group;
        }
        ranking.sites[place].group = group;
        ranking.sites[place].standing = standing(0, place);
        ranking.has_winner &= ranking.sites[place].standing == Standing::behind;
    }
}

RankedSite ranked_site(const OutcomeTable& table, std::size_t objective, const Places& places,
                       std::size_t site) {
    const double draws = static_cast<double>(table.draws());
    RankedSite ranked;
    ranked.site = site;
    ranked.benefit = summarise(table.draws_of(site, objective));
    ranked.p_best = places.best[site] / draws;
    ranked.p_top5 = places.top[site] / draws;
    ranked.expected_rank = summarise(places.rank[site]).mean;
    ranked.rank_low = static_cast<int>(std::floor(quantile(places.rank[site], 0.025)));
    ranked.rank_high = static_cast<int>(std::ceil(quantile(places.rank[site], 0.975)));
    ranked.expected_regret = places.regret[site] / draws;
    return ranked;
}

} // namespace

Ranking rank_sites(const OutcomeTable& table, const std::string& objective, double indifference) {
    if (table.draws() == 0 && !table.sites().empty())
        throw Error(ErrorKind::internal, "", "sites cannot be ranked without draws");
    const std::size_t row = table.outcome(objective);
    const Places places = places_of(table, row);
    Ranking ranking;
    ranking.objective = objective;
    ranking.indifference = indifference;
    for (std::size_t site = 0; site < table.sites().size(); ++site)
        ranking.sites.push_back(ranked_site(table, row, places, site));
    const double sign = direction(table, row);
    std::sort(
        ranking.sites.begin(), ranking.sites.end(), [&](const RankedSite& a, const RankedSite& b) {
            const double left = sign * a.benefit.mean, right = sign * b.benefit.mean;
            return left != right ? left > right : table.sites()[a.site] < table.sites()[b.site];
        });
    set_groups(table, row, ranking);
    return ranking;
}

std::string standing_name(Standing standing) {
    switch (standing) {
    case Standing::first:
        return "first";
    case Standing::tied:
        return "tied";
    case Standing::close:
        return "close";
    case Standing::behind:
        break;
    }
    return "behind";
}

std::vector<std::size_t> places_standing(const Ranking& ranking, Standing standing) {
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < ranking.sites.size(); ++place)
        if (ranking.sites[place].standing == standing)
            places.push_back(place);
    return places;
}

std::vector<PairedDifference> differences_to_best(const OutcomeTable& table,
                                                  const Ranking& ranking) {
    std::vector<PairedDifference> pairs;
    if (ranking.sites.empty())
        return pairs;
    const std::size_t row = table.outcome(ranking.objective);
    const double sign = direction(table, row);
    const std::size_t best = ranking.sites.front().site;
    const std::span<const double> of_best = table.draws_of(best, row);
    for (std::size_t place = 1; place < ranking.sites.size(); ++place) {
        const std::size_t other = ranking.sites[place].site;
        std::vector<double> difference(table.draws());
        double larger = 0;
        for (std::size_t draw = 0; draw < table.draws(); ++draw) {
            difference[draw] = of_best[draw] - table.draws_of(other, row)[draw];
            const double gain = sign * difference[draw];
            larger += gain > 0 ? 1 : gain == 0 ? 0.5 : 0;
        }
        pairs.push_back({best, other, in_step(summarise(difference), table.outcomes()[row].step),
                         larger / static_cast<double>(table.draws())});
    }
    return pairs;
}

} // namespace careshed
