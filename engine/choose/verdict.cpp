#include <algorithm>

#include "engine/choose/ranking.hpp"
#include "engine/core/text.hpp"

namespace careshed {
namespace {

/// More names than this are counted, not listed.
constexpr std::size_t kNamesListed = 5;
/// First in this share of the draws is surely first.
constexpr double kSurely = 0.95;

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

std::string group_names(const Ranking& ranking, std::size_t size,
                        std::span<const std::string> names) {
    std::vector<std::string> listed;
    for (std::size_t place = 0; place < std::min(size, kNamesListed); ++place)
        listed.push_back(names[ranking.sites[place].site]);
    std::string text = join(listed, "; ");
    if (size > kNamesListed)
        text += "; and " + std::to_string(size - kNamesListed) + " more";
    return text;
}

std::string no_winner(const Ranking& ranking, const OutcomeInfo& info,
                      std::span<const std::string> names) {
    const auto in_first = [](const RankedSite& site) { return site.group == 1; };
    const auto size = static_cast<std::size_t>(
        std::count_if(ranking.sites.begin(), ranking.sites.end(), in_first));
    const RankedSite& best = ranking.sites.front();
    const std::string effect = " The highest mean of " + lower_first(info.title) + " is " +
                               interval_text(best.benefit, info) + ".";
    // Always ahead, but perhaps by too little to matter: that is not the same as a coin toss.
    if (best.p_best >= kSurely)
        return names[best.site] + " comes first in " + pretty(100 * best.p_best, 0) +
               " % of the draws, but leads by no more than " + number(ranking.indifference) + " " +
               info.unit + " on average, so that these " + std::to_string(size) +
               " sites count as equally good: " + group_names(ranking, size, names) + "." + effect;
    return "No single winner: these " + std::to_string(size) +
           " sites cannot be told apart: " + group_names(ranking, size, names) + "." + effect;
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
        return no_winner(ranking, info, names);
    return name + " comes first for " + lower_first(info.title) + " (" +
           interval_text(best.benefit, info) + ") and can be told apart from every other site.";
}

} // namespace careshed
