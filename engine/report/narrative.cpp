#include "engine/report/narrative.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/core/text.hpp"
#include "engine/outcomes/disclosure.hpp"

namespace careshed {
namespace {

std::string lower_first(std::string text) {
    if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z')
        text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
}

/// One outcome of the site of rank 1.
struct BestValue {
    OutcomeInfo info;
    Summary summary;
    std::string text() const { return with_interval(summary, info.decimals); }
};

std::optional<BestValue> value_of_best(const RankStudy& study, const std::string& id) {
    const auto row = find_outcome(study.outcomes, id);
    if (!row || study.ranking.sites.empty())
        return std::nullopt;
    return BestValue{study.outcomes.outcomes()[*row],
                     summarise(study.outcomes.draws_of(study.ranking.sites.front().site, *row))};
}

/// The power of ten that leaves at least ten of a share, at most a million.
double denominator_for(double share) {
    double of = 100;
    while (of < 1'000'000 && share * of < 10)
        of *= 10;
    return of;
}

double recorded_in_all(const RankStudy& study) {
    return study.recorded_deaths_a_year * study.city->years.count();
}

std::string years_text(YearRange years) {
    return years.first == years.last ? std::to_string(years.first)
                                     : fmt::format("{} to {}", years.first, years.last);
}

/// Mean and ends over one denominator: "about 23 in 10,000 (3 to 70)".
std::string frequency_range(double mean, double low, double high) {
    if (!(mean > 0) || !(mean < 1) || low < 0)
        return natural_frequency(mean);
    const double of = denominator_for(mean);
    return fmt::format("about {} in {} ({} to {})", pretty(mean * of, 0), pretty(of, 0),
                       pretty(low * of, 0), pretty(high * of, 0));
}

/// Beside the record, unless the record itself is too small to be shown.
std::string beside_baseline(const RankStudy& study, const Summary& averted) {
    const double recorded = recorded_in_all(study);
    if (recorded < kSmallestShown)
        return fmt::format(" Fewer than {} deaths are recorded in {}, too few to be shown or "
                           "compared with.",
                           kSmallestShown, years_text(study.city->years));
    const double baseline = study.recorded_deaths_a_year;
    const std::string range =
        frequency_range(averted.mean / baseline, averted.low / baseline, averted.high / baseline);
    return fmt::format(" That is {} of the {} deaths recorded a year ({}): {}.",
                       averted.mean >= 1 ? "about " + pretty(averted.mean, 0) : "fewer than 1",
                       pretty(baseline, 0), years_text(study.city->years), range);
}

void add_deaths(const RankStudy& study, const std::string& name,
                std::vector<std::string>& sentences) {
    const auto averted = value_of_best(study, study.ranking.objective);
    if (!averted)
        return;
    std::string sentence =
        fmt::format("At {}, direct effect only: {} {} ({}).", name,
                    lower_first(averted->info.title), averted->text(), averted->info.unit);
    if (study.ranking.objective == "deaths_averted")
        sentence += beside_baseline(study, averted->summary);
    sentences.push_back(sentence);
    const auto at_home = value_of_best(study, "deaths_averted_private");
    const auto outside = value_of_best(study, "deaths_averted_public");
    if (at_home && outside)
        sentences.push_back(fmt::format(
            "Of these, {} because people no longer use in private places and {} because they no "
            "longer use in public places.",
            at_home->text(), outside->text()));
}

void add_ems(const RankStudy& study, std::vector<std::string>& sentences) {
    const auto averted = value_of_best(study, "ems_runs_averted");
    const auto called = value_of_best(study, "ems_runs_on_site");
    const auto net = value_of_best(study, "ems_runs_net");
    if (averted && called && net)
        sentences.push_back(fmt::format(
            "Ambulance runs a year: {} averted elsewhere, {} called to the site, net {}{}.",
            averted->text(), called->text(), net->text(),
            net->summary.low < 0 && net->summary.high > 0 ? "; the net may be a saving or a cost"
                                                          : ""));
    const auto marginal = value_of_best(study, "dollars_marginal");
    const auto average = value_of_best(study, "dollars_average");
    if (marginal)
        sentences.push_back(fmt::format(
            "Saved a year at the cost of one run more or less: {} "
            "dollars{}. {}",
            marginal->text(),
            average ? "; at the average cost of a run: " + average->text() + " dollars" : "",
            study.money_basis));
}

void add_use(const RankStudy& study, std::vector<std::string>& sentences) {
    if (const auto uses = value_of_best(study, "uses_a_day"))
        sentences.push_back(fmt::format("Use of the site: {} {}.", uses->text(), uses->info.unit));
    if (const auto bind = value_of_best(study, "booths_bind"))
        sentences.push_back(limit_sentence(bind->summary.mean));
}

} // namespace

std::string with_interval(const Summary& summary, int decimals) {
    return fmt::format("{} (95 % interval {} to {})", pretty(summary.mean, decimals),
                       pretty(summary.low, decimals), pretty(summary.high, decimals));
}

std::string share_text(double share) {
    if (share > 0 && share < 0.01)
        return "under 1 %";
    if (share > 0.99 && share < 1)
        return "over 99 %";
    return pretty(100 * share, 0) + " %";
}

std::string natural_frequency(double share) {
    if (!std::isfinite(share))
        return "an unknown share";
    if (share < 0)
        return "fewer than none (more rather than fewer)";
    if (share == 0)
        return "none";
    const double of = denominator_for(share);
    if (share * of >= 0.5)
        return fmt::format("about {} in {}", pretty(share * of, 0), pretty(of, 0));
    return "fewer than 1 in 1,000,000";
}

std::string verdict_of(const RankStudy& study, const SiteDirectory& directory) {
    return verdict_sentence(study.outcomes, study.ranking, directory.names);
}

std::vector<std::string> findings_of_best(const RankStudy& study, const SiteDirectory& directory) {
    std::vector<std::string> sentences;
    if (study.ranking.sites.empty())
        return sentences;
    add_deaths(study, directory.names[study.ranking.sites.front().site], sentences);
    add_ems(study, sentences);
    add_use(study, sentences);
    return sentences;
}

std::string rivals_sentence(const RankStudy& study, const SiteDirectory& directory) {
    const std::vector<RankedSite>& sites = study.ranking.sites;
    if (sites.size() < 2)
        return "There is no other site to compare with.";
    std::vector<std::string> rivals;
    for (std::size_t place = 1; place < sites.size(); ++place)
        if (sites[place].group == 1)
            rivals.push_back(directory.names[sites[place].site]);
    const OutcomeInfo& info =
        study.outcomes.outcomes()[study.outcomes.outcome(study.ranking.objective)];
    const std::string rule = fmt::format(
        " A site counts as told apart when it does worse in at least 95 % of the draws, and by "
        "more than {} {} on average.",
        number(study.ranking.indifference), info.unit);
    const std::string regret =
        fmt::format(" {} is the best site in {} of the draws. Choosing it gives up {} {}, averaged "
                    "over all draws, against choosing the best of each.",
                    directory.names[sites.front().site], share_text(sites.front().p_best),
                    pretty(sites.front().expected_regret, info.decimals), info.unit);
    if (rivals.empty())
        return "It can be told apart from every other site." + rule + regret;
    constexpr std::size_t kListed = 8;
    const std::size_t more = rivals.size() - std::min(rivals.size(), kListed);
    rivals.resize(rivals.size() - more);
    return fmt::format("It cannot be told apart from {} other {}: {}{}.", rivals.size() + more,
                       rivals.size() + more == 1 ? "site" : "sites", join(rivals, "; "),
                       more > 0 ? fmt::format("; and {} more", more) : "") +
           rule + regret;
}

std::string words_of(const AlternativeRanks& alternative) {
    const std::string& title = alternative.title;
    std::string words = title.rfind("rank_", 0) == 0 ? title.substr(5) : title;
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

std::string limit_sentence(double share) {
    if (share >= 0.5)
        return fmt::format("Booths limit its use in {} of the draws: more booths or longer hours "
                           "would serve more people.",
                           share_text(share));
    return fmt::format("Demand limits its use; booths do in {} of the draws.",
                       share > 0 ? share_text(share) : "none");
}

std::string site_sentence(const Scenario& scenario) {
    std::vector<std::string> routes;
    if (scenario.site.inject)
        routes.push_back("injecting");
    if (scenario.site.smoke)
        routes.push_back("smoking");
    if (scenario.site.other)
        routes.push_back("other routes");
    return fmt::format("At each candidate in turn: one overdose prevention center with {} booths, "
                       "open {}, for {}; yearly figures are means over {} years.",
                       scenario.site.booths, scenario.site.hours.text, join(routes, ", "),
                       scenario.run.years);
}

} // namespace careshed
