#include "engine/report/narrative.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/choose/verdict.hpp"
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
    [[nodiscard]] std::string text() const { return with_interval(summary, info.decimals); }
};

std::optional<BestValue> value_of_best(const RankStudy& study, const std::string& id) {
    const auto row = find_outcome(study.outcomes, id);
    if (!row || study.ranking.sites.empty())
        return std::nullopt;
    return BestValue{study.outcomes.outcomes()[*row],
                     study.outcomes.summary(study.ranking.sites.front().site, *row)};
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

const OutcomeInfo& objective_of(const RankStudy& study) {
    return study.outcomes.outcomes()[study.outcomes.outcome(study.ranking.objective)];
}

/// "2 other sites (A; B)", the first eight by name.
std::string counted_names(const RankStudy& study, const SiteDirectory& directory,
                          const std::vector<std::size_t>& places) {
    constexpr std::size_t kListed = 8;
    std::vector<std::string> names;
    for (std::size_t row = 0; row < std::min(places.size(), kListed); ++row)
        names.push_back(directory.names[study.ranking.sites[places[row]].site]);
    return fmt::format(
        "{} other {} ({}{})", places.size(), places.size() == 1 ? "site" : "sites",
        join(names, "; "),
        places.size() > kListed ? fmt::format("; and {} more", places.size() - kListed) : "");
}

/// Beside the recorded deaths, unless these are too few to be shown.
std::string beside_baseline(const RankStudy& study, const Summary& averted) {
    const double recorded = recorded_in_all(study);
    if (recorded < kSmallestShown)
        return fmt::format(" Fewer than {} deaths are recorded in {}, too few to be shown or "
                           "compared with.",
                           kSmallestShown, years_text(study.city->years));
    const double baseline = study.recorded_deaths_a_year;
    const std::string range =
        frequency_range(averted.mean / baseline, averted.low / baseline, averted.high / baseline);
    return fmt::format(" That is {} of about {} deaths recorded a year ({}): {}.",
                       averted.mean >= 1 ? "about " + pretty(averted.mean, 0) : "fewer than 1",
                       pretty(baseline, 0), years_text(study.city->years), range);
}

void add_deaths(const RankStudy& study, const std::string& name,
                std::vector<std::string>& sentences) {
    const auto averted = value_of_best(study, study.ranking.objective);
    if (!averted)
        return;
    if (study.ranking.objective == "deaths_averted")
        sentences.push_back(fmt::format("At {}, direct effect only: {} {} averted (95 % interval "
                                        "{} to {}).",
                                        name, pretty(averted->summary.mean, averted->info.decimals),
                                        averted->info.unit,
                                        pretty(averted->summary.low, averted->info.decimals),
                                        pretty(averted->summary.high, averted->info.decimals)) +
                            beside_baseline(study, averted->summary));
    else
        sentences.push_back(fmt::format("At {}, direct effect only: {}, {}.", name,
                                        lower_first(averted->info.title),
                                        with_unit(averted->summary, averted->info)));
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
        sentences.push_back(fmt::format("Saved at the cost of one run more or less: {}{}. {}",
                                        with_unit(marginal->summary, marginal->info),
                                        average ? "; at the average cost of a run: " +
                                                      with_unit(average->summary, average->info)
                                                : "",
                                        study.money_basis));
}

void add_use(const RankStudy& study, std::vector<std::string>& sentences) {
    if (const auto uses = value_of_best(study, "uses_a_day"))
        sentences.push_back(
            fmt::format("Use of the site: {}.", with_unit(uses->summary, uses->info)));
    if (const auto bind = value_of_best(study, "capacity_limited"))
        sentences.push_back(limit_sentence(bind->summary.mean));
}

} // namespace

std::string with_unit(const Summary& summary, const OutcomeInfo& info) {
    return fmt::format("{} {} (95 % interval {} to {})", pretty(summary.mean, info.decimals),
                       info.unit, pretty(summary.low, info.decimals),
                       pretty(summary.high, info.decimals));
}

std::string titled_with_unit(const OutcomeInfo& info) {
    const bool says_unit =
        lower_first(info.title).find(lower_first(info.unit)) != std::string::npos;
    return says_unit ? info.title : info.title + " (" + info.unit + ")";
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

std::string alternatives_sentence(const RankStudy& study, const SiteDirectory& directory) {
    const std::vector<RankedSite>& sites = study.ranking.sites;
    if (sites.size() < 2)
        return "There is no other site to compare with.";
    const OutcomeInfo& info = objective_of(study);
    const std::string best = directory.names[sites.front().site];
    const std::vector<std::size_t> tied = places_standing(study.ranking, Standing::tied);
    const std::vector<std::size_t> close = places_standing(study.ranking, Standing::close);
    std::string sentence;
    if (!tied.empty())
        sentence = fmt::format("It cannot be told apart from {}: it does better in fewer than 95 % "
                               "of the draws. ",
                               counted_names(study, directory, tied));
    if (!close.empty())
        sentence += fmt::format("It is better {} than {}: surely, but by so little that they count "
                                "as equally good. ",
                                too_little(study), counted_names(study, directory, close));
    const std::size_t behind = sites.size() - 1 - tied.size() - close.size();
    if (behind > 0)
        sentence +=
            fmt::format("{} in at least 95 % of the draws, and by more than {} {} on "
                        "average. ",
                        tied.empty() && close.empty() ? "It does better than every other site"
                        : behind == 1                 ? "The one site left does worse"
                                      : "The other " + std::to_string(behind) + " sites do worse",
                        number(study.ranking.indifference), info.unit);
    return sentence +
           fmt::format(
               "{} is the best site in {} of the draws. Choosing it gives up {} {}, averaged "
               "over all draws, against choosing the best of each.",
               best, share_text(sites.front().p_best),
               pretty(sites.front().expected_regret, info.decimals), info.unit);
}

std::string too_little(const RankStudy& study) {
    return fmt::format("by no more than {} {} on average", number(study.ranking.indifference),
                       objective_of(study).unit);
}

std::string limit_sentence(double share) {
    if (share >= 0.5)
        return fmt::format("Booths limit its use in {} of the draws: more booths or longer hours "
                           "would serve more people.",
                           share_text(share));
    return fmt::format("Demand limits its use; booths do in {} of the draws.",
                       share > 0 ? share_text(share) : "none");
}

std::string walking_sentence(const WalkNetwork& network) {
    const Pace& pace = network.pace;
    const std::string ground =
        network.streets->first_height.empty()
            ? "The ground is taken as level: no raster of heights was given"
            : "Going up and down slopes of the ground is slower or faster by Tobler's hiking "
              "function";
    const std::string waits = pace.crossing_ds > 0
                                  ? fmt::format(", and {} s are waited at each crossing",
                                                pretty(pace.crossing_ds / 10.0, 1))
                                  : "";
    return fmt::format("People walk at {} m/s on the level{}. {}.", number(pace.flat_mps), waits,
                       ground);
}

std::string site_sentence(const Scenario& scenario) {
    std::vector<std::string> routes;
    if (scenario.site.inject)
        routes.emplace_back("injecting");
    if (scenario.site.smoke)
        routes.emplace_back("smoking");
    if (scenario.site.other)
        routes.emplace_back("other routes");
    return fmt::format("At each candidate in turn: one overdose prevention center with {} booths, "
                       "open {}, for {}; yearly figures are means over {} years.",
                       scenario.site.booths, scenario.site.hours.text, join(routes, ", "),
                       scenario.run.years);
}

} // namespace careshed
