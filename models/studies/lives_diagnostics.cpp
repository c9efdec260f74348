#include "models/studies/lives_diagnostics.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace careshed {

namespace {

/// Share of overdose deaths within 14 days of release that is taken as plausible: an assumption.
constexpr double kFewAfterRelease = 0.01, kManyAfterRelease = 0.15;
/// Standard errors within which simulated and recorded deaths must agree.
constexpr double kStandardErrors = 4;
/// With fewer a standard error says little.
constexpr std::size_t kFewDraws = 10;

Diagnostic chance(const LivesStudy& lives, int fixed_worlds) {
    const std::string rule =
        fixed_worlds > 0
            ? fmt::format("run.worlds = {} holds that; chance is called small at", fixed_worlds)
            : fmt::format("Noisy draws live in more, up to {}, until this is at most", kMostWorlds);
    return {"chance_share",
            "Chance in the difference between the two best sites",
            "share of variance",
            lives.chance_share,
            fmt::format("Standard deviation within a draw {:.4f} deaths a year, in {:.1f} worlds a "
                        "draw on average. {} {} or the deviation a tenth of what counts as equally "
                        "good.",
                        lives.chance_deviation, lives.worlds, rule, kChanceShare),
            !lives.is_chance_small};
}

Diagnostic baseline(const PreparedStudy& prepared, const LivesStudy& lives) {
    const double recorded = prepared.population.incidence.recorded_a_year;
    const double gap = std::abs(lives.baseline.mean - recorded);
    return {"simulated_baseline",
            "Simulated baseline deaths beside those recorded",
            "ratio",
            lives.baseline.mean / recorded,
            fmt::format("Standard error {:.5f}; lives are fitted in the long run, so that it "
                        "should be 1.",
                        lives.baseline.error / recorded),
            gap > kStandardErrors * lives.baseline.error};
}

Diagnostic control(const LivesStudy& lives) {
    return {"simulated_direct_effect",
            "Deaths averted directly, counted in lives beside the closed form",
            "ratio",
            lives.control.mean,
            fmt::format("Standard error {:.5f}; the closed form is the control of chance: {:.2f} "
                        "of a draw's error here is taken out of its deaths averted.",
                        lives.control.error, lives.slope),
            lives.by_decay.front().draws() >= kFewDraws &&
                std::abs(lives.control.mean - 1) > kStandardErrors * lives.control.error};
}

Diagnostic after_release(const LivesStudy& lives) {
    const double share = lives.deaths_after_release;
    return {"deaths_after_release",
            "Baseline deaths in the two weeks after release from jail or prison",
            "share of deaths",
            share,
            fmt::format("Counted in lives; {} to {} is taken as plausible (assumption).",
                        kFewAfterRelease, kManyAfterRelease),
            share < kFewAfterRelease || share > kManyAfterRelease};
}

Diagnostic work(const LivesStudy& lives) {
    const std::size_t draws = lives.by_decay.front().draws();
    return {"sequential_work",
            "Lives lived, beside all sites in all draws",
            "share of sites x worlds",
            lives.site_worlds / lives.all_site_worlds,
            fmt::format("{} of {} sites were lived in all {} draws. The others left when at least "
                        "{} did better in nearly every draw and the leader by more than the "
                        "indifference zone; their later draws are told from the closed form and "
                        "from what lives made of it for the sites that stayed.",
                        std::ranges::count(lives.lived_draws, draws), lives.lived_draws.size(),
                        draws, Contenders::kFirst),
            false};
}

} // namespace

std::vector<Diagnostic> lives_diagnostics(const PreparedStudy& prepared, const LivesStudy& lives) {
    std::vector<Diagnostic> list{chance(lives, prepared.scenario.run.worlds),
                                 baseline(prepared, lives), control(lives)};
    if (prepared.scenario.model.history == History::on)
        list.push_back(after_release(lives));
    if (prepared.scenario.run.allocation == Allocation::sequential)
        list.push_back(work(lives));
    return list;
}

} // namespace careshed
