#include "models/studies/histories_diagnostics.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/core/steps.hpp"

namespace careshed {

namespace {

/// Share of overdose deaths within 14 days of release that is taken as plausible: an assumption.
constexpr double kFewAfterRelease = 0.01, kManyAfterRelease = 0.15;
/// Standard errors within which simulated and recorded deaths must agree.
constexpr double kStandardErrors = 4;
/// With fewer a standard error is unreliable.
constexpr std::size_t kFewDraws = 10;

Diagnostic chance(const HistoriesStudy& histories, int fixed_replications) {
    const std::string rule =
        fixed_replications > 0
            ? fmt::format("run.replications = {} fixes that; Monte Carlo error counts as small at",
                          fixed_replications)
            : fmt::format("Noisy draws get more, up to {}, until this is at most",
                          kMostReplications);
    return {"chance_share",
            "Monte Carlo variance of the difference between the two best sites",
            "share of variance",
            to_digits(histories.chance_share, 2),
            fmt::format(
                "Standard deviation within a draw {:.4f} deaths a year, in {:.1f} replications a "
                "draw on average. {} {} or the deviation a tenth of what counts as equally "
                "good.",
                histories.chance_deviation, histories.replications, rule, kMonteCarloShare),
            !histories.is_monte_carlo_small};
}

Diagnostic baseline(const PreparedStudy& prepared, const HistoriesStudy& histories) {
    const double recorded = prepared.population.incidence.recorded_a_year;
    const double gap = std::abs(histories.baseline.mean - recorded);
    return {"simulated_baseline",
            "Simulated baseline deaths beside those recorded",
            "ratio",
            to_digits(histories.baseline.mean / recorded, 4),
            fmt::format("Standard error {:.2g}; histories are fitted in the long run, so that it "
                        "should be 1.",
                        histories.baseline.error / recorded),
            gap > kStandardErrors * histories.baseline.error};
}

Diagnostic control(const HistoriesStudy& histories) {
    return {"simulated_direct_effect",
            "Deaths averted directly, counted in histories over their analytic expectation",
            "ratio",
            to_digits(histories.control.mean, 4),
            fmt::format(
                "Standard error {:.2g}; the analytic expectation is the control variate: {:.2f} "
                "of a draw's error here is removed from its deaths averted.",
                histories.control.error, histories.slope),
            histories.by_decay.front().draws() >= kFewDraws &&
                std::abs(histories.control.mean - 1) > kStandardErrors * histories.control.error};
}

Diagnostic after_release(const HistoriesStudy& histories) {
    const double share = histories.deaths_after_release;
    return {"deaths_after_release",
            "Baseline deaths in the two weeks after release from jail or prison",
            "share of deaths",
            to_digits(share, 2),
            fmt::format("Counted in histories; {} to {} is taken as plausible (assumption).",
                        kFewAfterRelease, kManyAfterRelease),
            share < kFewAfterRelease || share > kManyAfterRelease};
}

Diagnostic work(const HistoriesStudy& histories) {
    const std::size_t draws = histories.by_decay.front().draws();
    return {
        "sequential_work",
        "Histories simulated, as a share of all sites in all draws",
        "share of sites x replications",
        histories.site_replications / histories.all_site_replications,
        fmt::format(
            "{} of {} sites were simulated in all {} draws. The others left when at least "
            "{} did better in nearly every draw and the leader by more than the "
            "indifference zone; their later draws are predicted by the analytic expectation and "
            "the ratio of simulated to analytic for the sites that stayed.",
            std::ranges::count(histories.simulated_draws, draws), histories.simulated_draws.size(),
            draws, SequentialElimination::kFirst),
        false};
}

} // namespace

std::vector<Diagnostic> histories_diagnostics(const PreparedStudy& prepared,
                                              const HistoriesStudy& histories) {
    std::vector<Diagnostic> list{chance(histories, prepared.scenario.run.replications),
                                 baseline(prepared, histories), control(histories)};
    if (prepared.scenario.model.history == History::on)
        list.push_back(after_release(histories));
    if (prepared.scenario.run.allocation == Allocation::sequential)
        list.push_back(work(histories));
    return list;
}

} // namespace careshed
