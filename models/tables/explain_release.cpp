#include "models/tables/explain_release.hpp"

#include <algorithm>
#include <utility>

#include "engine/core/steps.hpp"
#include "engine/report/site_directory.hpp"
#include "models/studies/effect_steps.hpp"
#include "models/studies/site_explanation.hpp"
#include "models/tables/gate.hpp"

namespace careshed {

namespace {

Sheet causes_sheet(const std::vector<CauseLine>& causes) {
    Sheet sheet{
        "explanation.csv",
        "One cause of the difference between two sites.",
        {{"cause", "What differs."},
         {"deaths_averted", "Deaths a year that it makes, in steps of what 6 recorded deaths make "
                            "of an effect; they add up to the difference, but for rounding."},
         {"site", "The factor at the site."},
         {"comparator", "The factor at the comparator."},
         {"unit", "Of both."}},
        {}};
    for (const CauseLine& cause : causes)
        sheet.rows.push_back({cause.id, cause.deaths_averted, cause.factor.site,
                              cause.factor.comparator, cause.unit});
    return sheet;
}

/// Digits of factors that no record of a site's surroundings is in proportion to.
constexpr int kFactorDigits = 2;
constexpr int kExactDecimals = 3;

/// Steps in which figures are told: what few recorded deaths make of them.
class Told {
  public:
    Told(const SiteExplanation& answer, bool is_internal) : is_internal_(is_internal) {
        for (const DecaySet decay : {DecaySet::stated, DecaySet::revealed}) {
            const std::vector<double> recorded = recorded_in_reach(*answer.prepared, decay);
            recorded_[decay] = {recorded[answer.site], recorded[answer.comparator]};
        }
    }

    /// Of effects of the two sites; 0 (as they are) for the owner of the record.
    [[nodiscard]] double step(const SiteAndComparator& effects, DecaySet decay) const {
        if (is_internal_)
            return 0;
        const SiteAndComparator& recorded = recorded_[decay];
        return std::max(effect_step(effects.site, recorded.site),
                        effect_step(effects.comparator, recorded.comparator));
    }
    [[nodiscard]] SiteAndComparator deaths(const SiteAndComparator& effects, DecaySet decay) const {
        return {to_step(effects.site, step({effects.site, 0}, decay)),
                to_step(effects.comparator, step({0, effects.comparator}, decay))};
    }
    /// The risk of a use follows the record nearby, other factors its pattern in the whole city.
    [[nodiscard]] SiteAndComparator factor(Cause cause, const SiteAndComparator& values,
                                           DecaySet decay) const {
        if (is_internal_)
            return values;
        if (cause == Cause::local_risk)
            return deaths(values, decay);
        return {to_digits(values.site, kFactorDigits), to_digits(values.comparator, kFactorDigits)};
    }

    /// A value at which two sites are even tells how their records compare.
    [[nodiscard]] std::optional<double> parameter(std::optional<double> value) const {
        return value && !is_internal_ ? std::optional(to_digits(*value, kFactorDigits)) : value;
    }

  private:
    bool is_internal_;
    EnumArray<DecaySet, SiteAndComparator> recorded_; ///< deaths in reach of both
};

int decimals_of(double step) { return step > 0 ? decimals_of_step(step) : kExactDecimals; }

std::vector<CauseLine> cause_lines(const SiteExplanation& answer, const Told& told, double step) {
    std::vector<CauseLine> lines;
    for (const CauseInfo& info : cause_infos()) {
        const auto k = static_cast<std::size_t>(info.cause);
        lines.push_back(
            {info.id, info.question, info.unit, to_step(answer.terms[k], step),
             told.factor(info.cause, {answer.of_site.factor[k], answer.of_comparator.factor[k]},
                         answer.decay)});
    }
    return lines;
}

/// The other decay, then the alternative structures. Values that follow from deaths nearby are
/// withheld.
std::vector<StructureLine> structure_lines(const SiteExplanation& answer, const Told& told) {
    const bool leads = answer.of_site.deaths_averted > answer.of_comparator.deaths_averted;
    const auto same_order = [&](double lead) { return (lead > 0) == leads; };
    const bool is_stated = answer.decay == DecaySet::stated;
    const auto line = [&](const std::string& name, const SiteAndComparator& effects,
                          DecaySet decay) {
        const double finest = std::min(told.step({effects.site, 0}, decay),
                                       told.step({0, effects.comparator}, decay));
        return StructureLine{name, same_order(effects.site - effects.comparator),
                             told.deaths(effects, decay), decimals_of(finest)};
    };
    std::vector<StructureLine> lines{line(is_stated ? "revealed decay" : "stated decay",
                                          {answer.other_decay[0], answer.other_decay[1]},
                                          is_stated ? DecaySet::revealed : DecaySet::stated)};
    for (const AlternativeStructure& info : alternative_structures()) {
        lines.push_back(line(name_of(info.structure),
                             {answer.structures_of_site[info.structure],
                              answer.structures_of_comparator[info.structure]},
                             answer.decay));
        if (info.ranks_only)
            lines.back().deaths_averted.reset();
    }
    return lines;
}

std::vector<SwingLine> swing_lines(const SiteExplanation& answer, const Told& told) {
    const DeathsBySite now{answer.of_site.deaths_averted, answer.of_comparator.deaths_averted};
    const auto lead_at = [&](const DeathsBySite& end) {
        return end.empty() ? std::nullopt
                           : std::optional(
                                 to_step(lead_of(end), told.step({end[0], end[1]}, answer.decay)));
    };
    std::vector<SwingLine> lines;
    for (const ParameterSwing& way : answer.swings)
        lines.push_back({way.parameter->id, way.parameter->low, way.parameter->high,
                         lead_at(way.low), lead_at(way.high), told.parameter(way.break_even_at),
                         way.turns(now)});
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
    const Told told(answer, options.internal);
    const SiteAndComparator effects{answer.of_site.deaths_averted,
                                    answer.of_comparator.deaths_averted};
    release.step = told.step(effects, answer.decay);
    release.decimals = decimals_of(release.step);
    release.deaths_averted = told.deaths(effects, answer.decay);
    release.difference = to_step(effects.site - effects.comparator, release.step);
    release.causes = cause_lines(answer, told, release.step);
    release.structures = structure_lines(answer, told);
    release.swings = swing_lines(answer, told);
    release.table = Gate("explain", options.internal).pass(causes_sheet(release.causes));
    return release;
}

} // namespace careshed
