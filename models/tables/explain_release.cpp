#include "models/tables/explain_release.hpp"

#include <utility>

#include "engine/report/site_directory.hpp"
#include "models/studies/site_explanation.hpp"
#include "models/tables/gate.hpp"

namespace careshed {

namespace {

Sheet causes_sheet(const std::vector<CauseLine>& causes) {
    Sheet sheet{"explanation.csv",
                "One cause of the difference between two sites.",
                {{"cause", "What differs."},
                 {"deaths_averted", "Deaths a year that it makes; they add up to the difference."},
                 {"site", "The factor at the site."},
                 {"comparator", "The factor at the comparator."},
                 {"unit", "Of both."}},
                {}};
    for (const CauseLine& cause : causes)
        sheet.rows.push_back({cause.id, cause.deaths_averted, cause.factor.site,
                              cause.factor.comparator, cause.unit});
    return sheet;
}

std::vector<CauseLine> cause_lines(const SiteExplanation& answer) {
    std::vector<CauseLine> lines;
    for (const CauseInfo& info : cause_infos()) {
        const auto k = static_cast<std::size_t>(info.cause);
        lines.push_back({info.id,
                         info.question,
                         info.unit,
                         answer.terms[k],
                         {answer.of_site.factor[k], answer.of_comparator.factor[k]}});
    }
    return lines;
}

/// The other decay, then the alternative structures. Values that follow from deaths nearby are
/// withheld.
std::vector<StructureLine> structure_lines(const SiteExplanation& answer) {
    const bool leads = answer.of_site.deaths_averted > answer.of_comparator.deaths_averted;
    const auto same_order = [&](double lead) { return (lead > 0) == leads; };
    std::vector<StructureLine> lines{
        {answer.decay == DecaySet::stated ? "revealed decay" : "stated decay",
         same_order(lead_of(answer.other_decay)),
         SiteAndComparator{answer.other_decay[0], answer.other_decay[1]}}};
    for (const AlternativeStructure& info : alternative_structures()) {
        const SiteAndComparator values{answer.structures_of_site[info.structure],
                                       answer.structures_of_comparator[info.structure]};
        lines.push_back({name_of(info.structure), same_order(values.site - values.comparator),
                         info.ranks_only ? std::nullopt : std::optional(values)});
    }
    return lines;
}

std::vector<SwingLine> swing_lines(const SiteExplanation& answer) {
    const DeathsBySite now{answer.of_site.deaths_averted, answer.of_comparator.deaths_averted};
    const auto lead_at = [](const DeathsBySite& end) {
        return end.empty() ? std::nullopt : std::optional(lead_of(end));
    };
    std::vector<SwingLine> lines;
    for (const ParameterSwing& way : answer.swings)
        lines.push_back({way.parameter->id, way.parameter->low, way.parameter->high,
                         lead_at(way.low), lead_at(way.high), way.break_even_at, way.turns(now)});
    return lines;
}

} // namespace

ExplainRelease explain(const Scenario& scenario, const std::string& site,
                       const std::string& against, const RunOptions& options) {
    const SiteExplanation answer = explain_site(scenario, {site, against}, options);
    const City& city = answer.prepared->city;
    ExplainRelease release;
    release.city = city.name;
    release.note = scenario.note;
    release.site = candidate_name(city.candidates[answer.site]);
    release.comparator = candidate_name(city.candidates[answer.comparator]);
    release.decay = name_of(scenario.model.decay);
    release.deaths_averted = {answer.of_site.deaths_averted, answer.of_comparator.deaths_averted};
    release.causes = cause_lines(answer);
    release.structures = structure_lines(answer);
    release.swings = swing_lines(answer);
    release.table = Gate("explain", options.internal).pass(causes_sheet(release.causes));
    return release;
}

} // namespace careshed
