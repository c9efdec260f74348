#include "models/tables/published_ranking.hpp"

#include <utility>
#include <vector>

#include "engine/core/steps.hpp"

namespace careshed {

namespace {

/// Of squares of effects.
constexpr int kVarianceDigits = 1;

void publish(Ranking& ranking, const OutcomeTable& table) {
    const std::size_t objective = table.outcome(ranking.objective);
    for (RankedSite& site : ranking.sites) {
        site.benefit = table.told(site.site, objective, site.benefit);
        site.expected_regret = to_step(site.expected_regret, table.outcomes()[objective].step);
    }
}

/// The effect of one site, and the steps of figures that grow with it.
struct EffectOfSite {
    const OutcomeTable* table = nullptr;
    std::size_t site = 0, outcome = 0;

    [[nodiscard]] double step_of(double effect) const {
        return table->step_of(site, outcome, effect);
    }
};

/// A lead is the difference of two effects: told in the step of the larger.
void publish(double& best, double& lead, const EffectOfSite& effect) {
    const double step = effect.step_of(best);
    best = to_step(best, step);
    lead = to_step(lead, step);
}

void publish(Sensitivity& sensitivity, const EffectOfSite& effect) {
    const double step = effect.step_of(sensitivity.best);
    if (step == 0)
        return;
    sensitivity.decimals = decimals_of_step(step);
    publish(sensitivity.best, sensitivity.lead, effect);
    for (SensitivityLine& line : sensitivity.lines)
        for (SensitivityEnd* const end : {&line.low, &line.high})
            publish(end->best, end->lead, effect);
    for (SpreadLine& line : sensitivity.spreads) {
        line.of_best = to_step(line.of_best, step);
        line.of_lead = to_step(line.of_lead, step);
    }
    for (VarianceLine& line : sensitivity.variances)
        line.variance = to_digits(line.variance, kVarianceDigits);
}

/// Risks in the proportion by which the effect's step moves it, so that the check gives what the
/// ranking tells, and no more.
void publish(std::vector<HandCheckRow>& rows, double exact, double told) {
    for (HandCheckRow& row : rows)
        for (double* const risk : {&row.private_risk, &row.public_risk})
            *risk *= exact == 0 ? 0 : told / exact;
}

} // namespace

RankStudy published(RankStudy study) {
    study.outcomes = study.outcomes.in_steps(study.steps);
    study.group_outcomes = study.group_outcomes.in_steps(study.group_steps);
    publish(study.ranking, study.outcomes);
    for (AlternativeRanks& alternative : study.alternatives) {
        alternative.outcomes = alternative.outcomes.in_steps(alternative.steps);
        publish(alternative.ranking, alternative.outcomes);
    }
    const std::size_t objective = study.outcomes.outcome(study.ranking.objective);
    const std::size_t best = study.ranking.sites.front().site;
    for (std::size_t site = 0; site < study.analytic.size(); ++site) {
        const double told = study.outcomes.told(site, objective, study.analytic[site]);
        const double exact = std::exchange(study.analytic[site], told);
        if (site == best)
            publish(study.hand_check, exact, told);
    }
    publish(study.sensitivity, {&study.outcomes, best, objective});
    return study;
}

} // namespace careshed
