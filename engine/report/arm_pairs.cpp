#include "engine/report/arm_pairs.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/core/steps.hpp"
#include "engine/core/text.hpp"

namespace careshed {

namespace {

constexpr const char* kObjective = "deaths_averted";
constexpr const char* kIndistinguishable = "statistically indistinguishable";

struct Rows {
    std::size_t first = 0, second = 0, outcome = 0;
};

/// Two arms in one outcome, as a table of their own.
OutcomeTable table_of_two(const OutcomeTable& arms, const Rows& rows) {
    OutcomeTable two({"0", "1"}, {arms.outcomes()[rows.outcome]}, arms.draws());
    std::ranges::copy(arms.draws_of(rows.first, rows.outcome), two.draws_of(0, 0).begin());
    std::ranges::copy(arms.draws_of(rows.second, rows.outcome), two.draws_of(1, 0).begin());
    return two;
}

/// Turned round; 0 stays 0, without a sign.
Summary negated(const Summary& summary) {
    return {0 - summary.mean, 0 - summary.high, 0 - summary.low, summary.standard_error};
}

/// Share of draws in which the first does better, ties half.
double share_better(const OutcomeTable& two) {
    const double sign = two.outcomes().front().better < 0 ? -1 : 1;
    double won = 0;
    for (std::size_t draw = 0; draw < two.draws(); ++draw) {
        const double gain = sign * (two.draws_of(0, 0)[draw] - two.draws_of(1, 0)[draw]);
        won += gain > 0 ? 1 : gain == 0 ? 0.5 : 0;
    }
    return won / static_cast<double>(two.draws());
}

std::string words_of(Standing standing, bool is_first_ahead, int better) {
    if (standing == Standing::tied)
        return kIndistinguishable;
    if (standing == Standing::close)
        return "equally good";
    if (better == 0)
        return is_first_ahead ? "larger" : "smaller";
    return is_first_ahead ? "better" : "worse";
}

ArmPair pair_of(const OutcomeTable& arms, const Rows& rows, double indifference) {
    const OutcomeInfo& info = arms.outcomes()[rows.outcome];
    const OutcomeTable two = table_of_two(arms, rows);
    const Ranking ranking = rank_sites(two, info.id, info.id == kObjective ? indifference : 0);
    const PairedDifference led = differences_to_best(two, ranking).front();
    const bool is_first_ahead = led.site == 0;
    ArmPair pair;
    pair.first = rows.first;
    pair.second = rows.second;
    pair.outcome = rows.outcome;
    pair.difference = is_first_ahead ? led.difference : negated(led.difference);
    pair.central =
        to_step(arms.central(rows.first, rows.outcome) - arms.central(rows.second, rows.outcome),
                info.step);
    pair.share_first_better = share_better(two);
    pair.interpretation = words_of(ranking.sites[1].standing, is_first_ahead, info.better);
    return pair;
}

/// Enough for two digits of a small figure.
int decimals_for(double value) {
    int decimals = 2;
    for (double limit = 0.1; decimals < 4 && std::abs(value) < limit; limit /= 10)
        ++decimals;
    return decimals;
}

} // namespace

std::vector<ArmPair> arm_pairs(const OutcomeTable& arms, double indifference) {
    std::vector<ArmPair> pairs;
    for (std::size_t first = 0; first < arms.sites().size(); ++first)
        for (std::size_t second = first + 1; second < arms.sites().size(); ++second)
            for (std::size_t outcome = 0; outcome < arms.outcomes().size(); ++outcome)
                pairs.push_back(pair_of(arms, {first, second, outcome}, indifference));
    return pairs;
}

std::string arm_pair_sentence(const OutcomeTable& arms, const ArmPair& pair, double indifference) {
    const bool is_first_ahead = pair.difference.mean >= 0;
    const std::size_t ahead = is_first_ahead ? pair.first : pair.second;
    const std::size_t behind = is_first_ahead ? pair.second : pair.first;
    const Summary lead = is_first_ahead ? pair.difference : negated(pair.difference);
    const auto more = arms.draws_of(ahead, pair.outcome),
               less = arms.draws_of(behind, pair.outcome);
    if (std::ranges::equal(more, less))
        return fmt::format("\"{}\" and \"{}\" avert the same deaths in every draw.",
                           arms.sites()[pair.first], arms.sites()[pair.second]);
    int won = 0;
    for (std::size_t draw = 0; draw < more.size(); ++draw)
        won += more[draw] > less[draw] ? 1 : 0;
    const OutcomeInfo& info = arms.outcomes()[pair.outcome];
    const int decimals = info.step > 0 ? info.decimals : decimals_for(lead.mean);
    const std::string by = pretty(lead.mean, decimals);
    const std::string surely =
        fmt::format("(95 % interval {} to {}), and more in {} of {} draws",
                    pretty(lead.low, decimals), pretty(lead.high, decimals), won, more.size());
    const std::string &winner = arms.sites()[ahead], &loser = arms.sites()[behind];
    if (pair.interpretation == kIndistinguishable)
        return fmt::format(
            "\"{}\" and \"{}\" cannot be told apart: the first averts {} deaths a year more "
            "on average {}.",
            winner, loser, by, surely);
    if (pair.interpretation == "equally good")
        return fmt::format(
            "\"{}\" and \"{}\" are equally good: the first averts {} deaths a year more {}, "
            "but by no more than the {} that count as equal.",
            winner, loser, by, surely, number(indifference));
    return fmt::format("\"{}\" averts {} deaths a year more than \"{}\" {}.", winner, by, loser,
                       surely);
}

} // namespace careshed
