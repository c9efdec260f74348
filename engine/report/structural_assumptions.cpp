#include "engine/report/structural_assumptions.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/text.hpp"
#include "engine/report/narrative.hpp"

namespace careshed {
namespace {

/// The account of distance the headline does not use; null when it was not run, or when the
/// headline's structure takes no distance decay.
const AlternativeRanks* other_decay(const RankStudy& study) {
    if (study.scenario->model.structure != Structure::calibrated || study.ranking.sites.empty())
        return nullptr;
    const char* title =
        study.scenario->model.decay == DecaySet::revealed ? "rank_stated" : "rank_revealed";
    for (const AlternativeRanks& alternative : study.alternatives)
        if (alternative.title == title)
            return &alternative;
    return nullptr;
}

const std::string& best_id(const RankStudy& study) {
    return study.outcomes.sites()[study.ranking.sites.front().site];
}

} // namespace

std::string words_of(const AlternativeRanks& alternative) {
    const std::string& title = alternative.title;
    std::string words = title.starts_with("rank_") ? title.substr(5) : title;
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

std::string first_site_of(const AlternativeRanks& alternative, const RankStudy& study,
                          const SiteDirectory& directory) {
    if (alternative.ranking.sites.empty())
        return "-";
    const std::string& id = alternative.outcomes.sites()[alternative.ranking.sites.front().site];
    for (std::size_t site = 0; site < study.outcomes.sites().size(); ++site)
        if (study.outcomes.sites()[site] == id)
            return directory.names[site];
    return id;
}

std::string benefit_at_best(const AlternativeRanks& alternative, const RankStudy& study) {
    const auto place = place_in(alternative, best_id(study));
    if (!place)
        return "-";
    if (alternative.ranks_only)
        return "not shown: it follows from the deaths recorded nearby";
    const OutcomeTable& table = alternative.outcomes;
    const int decimals = table.outcomes()[table.outcome(alternative.ranking.objective)].decimals;
    const Summary& there = alternative.ranking.sites[static_cast<std::size_t>(*place - 1)].benefit;
    if (table.draws() > 1)
        return with_interval(there, decimals);
    const double headline = study.outcomes.central(study.ranking.sites.front().site,
                                                   study.outcomes.outcome(study.ranking.objective));
    return fmt::format("central draw only: {} (headline in the same draw: {})",
                       pretty(there.mean, decimals), pretty(headline, decimals));
}

std::string other_decay_sentence(const RankStudy& study) {
    const AlternativeRanks* other = other_decay(study);
    if (!other)
        return "";
    const auto place = place_in(*other, best_id(study));
    if (!place)
        return "";
    const OutcomeInfo& info =
        other->outcomes.outcomes()[other->outcomes.outcome(other->ranking.objective)];
    const SiteDirectory directory = site_directory(study);
    const RankedSite& there = other->ranking.sites[static_cast<std::size_t>(*place - 1)];
    const char* verb = info.id == "deaths_averted" ? "averts" : "brings";
    std::string sentence = fmt::format(
        "Under the other published account of distance ({}), {} {} {} and ", words_of(*other),
        directory.names[study.ranking.sites.front().site], verb, with_unit(there.benefit, info));
    if (*place == 1)
        return sentence + fmt::format("stays rank 1 of {} sites.", other->ranking.sites.size());
    return sentence + fmt::format("takes rank {} of {} sites; rank 1 is then {}, which {} {}.",
                                  *place, other->ranking.sites.size(),
                                  first_site_of(*other, study, directory), verb,
                                  with_unit(other->ranking.sites.front().benefit, info));
}

} // namespace careshed
