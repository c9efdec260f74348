#include "engine/choose/verdict.hpp"

#include <algorithm>

#include "engine/core/text.hpp"

namespace careshed {
namespace {

/// More names than this are counted, not listed.
constexpr std::size_t kNamesListed = 5;

std::string lower_first(std::string text) {
    if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z')
        text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
}

std::string interval_text(const Summary& benefit, const OutcomeInfo& info) {
    return pretty(benefit.mean, info.decimals) + " " + info.unit + ", 95 % interval " +
           pretty(benefit.low, info.decimals) + " to " + pretty(benefit.high, info.decimals);
}

/// True when even a lucky draw moves no site out of the indifference zone around nothing.
bool nothing_happens(const Ranking& ranking) {
    return std::all_of(ranking.sites.begin(), ranking.sites.end(), [&](const RankedSite& site) {
        return site.benefit.high <= ranking.indifference &&
               site.benefit.low >= -ranking.indifference;
    });
}

std::string site_names(const Ranking& ranking, const std::vector<std::size_t>& places,
                       std::span<const std::string> names) {
    std::vector<std::string> listed;
    for (std::size_t row = 0; row < std::min(places.size(), kNamesListed); ++row)
        listed.push_back(names[ranking.sites[places[row]].site]);
    std::string text = join(listed, "; ");
    if (places.size() > kNamesListed)
        text += "; and " + std::to_string(places.size() - kNamesListed) + " more";
    return text;
}

/// "by no more than 0.05 units a year on average"
std::string by_too_little(const Ranking& ranking, const OutcomeInfo& info) {
    return "by no more than " + number(ranking.indifference) + " " + info.unit + " on average";
}

/// Surely ahead of every site, but of some by too little to matter: not a tie by chance.
std::string equally_good(const Ranking& ranking, const OutcomeInfo& info,
                         std::span<const std::string> names) {
    std::vector<std::size_t> places{0};
    const std::vector<std::size_t> close = places_standing(ranking, Standing::close);
    places.insert(places.end(), close.begin(), close.end());
    const RankedSite& best = ranking.sites.front();
    return names[best.site] + " comes first in " + pretty(100 * best.p_best, 0) +
           " % of the draws, but leads " + by_too_little(ranking, info) + ", so that these " +
           std::to_string(places.size()) +
           " sites count as equally good: " + site_names(ranking, places, names) + ".";
}

std::string no_winner(const Ranking& ranking, const OutcomeInfo& info,
                      std::span<const std::string> names) {
    std::vector<std::size_t> places{0};
    const std::vector<std::size_t> tied = places_standing(ranking, Standing::tied);
    places.insert(places.end(), tied.begin(), tied.end());
    std::string text = "No single winner: these " + std::to_string(places.size()) +
                       " sites cannot be told apart: " + site_names(ranking, places, names) + ".";
    const std::vector<std::size_t> close = places_standing(ranking, Standing::close);
    if (!close.empty())
        text += " " + names[ranking.sites.front().site] + " is better than " +
                std::to_string(close.size()) + (close.size() == 1 ? " other" : " others") + " " +
                by_too_little(ranking, info) +
                ", which counts as equally good: " + site_names(ranking, close, names) + ".";
    return text;
}

} // namespace

std::string verdict_sentence(const OutcomeTable& table, const Ranking& ranking,
                             std::span<const std::string> names) {
    const OutcomeInfo& info = table.outcomes()[table.outcome(ranking.objective)];
    if (ranking.sites.empty())
        return "No site was compared.";
    const RankedSite& best = ranking.sites.front();
    const std::string& name = names[best.site];
    if (nothing_happens(ranking))
        return "No effect that matters: at every site, " + lower_first(info.title) +
               " stay within " + number(ranking.indifference) + " " + info.unit + ".";
    if (ranking.sites.size() == 1)
        return name + " is the only site compared: " + lower_first(info.title) + " " +
               interval_text(best.benefit, info) + ".";
    if (!ranking.has_winner)
        return (places_standing(ranking, Standing::tied).empty()
                    ? equally_good(ranking, info, names)
                    : no_winner(ranking, info, names)) +
               " The highest mean of " + lower_first(info.title) + " is " +
               interval_text(best.benefit, info) + ".";
    return name + " comes first for " + lower_first(info.title) + " (" +
           interval_text(best.benefit, info) + ") and can be told apart from every other site.";
}

} // namespace careshed
