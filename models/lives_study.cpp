#include "models/lives_study.hpp"

#include <algorithm>
#include <cmath>

namespace careshed {

namespace {

/// Of the chance that is allowed, what a round aims at: variances are rough.
constexpr double kAim = 0.8;

/// The worlds that all draws have had, the central one among them, brought to as many as needed.
class Rounds {
  public:
    Rounds(const StudyPlan& plan, const LivedWorlds& lived, std::size_t draws)
        : plan_(plan), lived_(lived), draws_(draws) {
        for (std::size_t d = 0; d < draws; ++d)
            draws_[d].draw = static_cast<int>(d);
        wanted_.assign(draws, kFewestWorlds);
    }

    /// Lives the worlds that are wanted and missing.
    void live() {
        ProgressStep progress(plan_.progress, "lives", missing());
        for_each_index(draws_.size() + 1, plan_.threads, [&](std::size_t d) {
            if (d == draws_.size()) {
                central_.live(lived_, kCentralWorlds);
                return;
            }
            const std::uint32_t before = draws_[d].count;
            draws_[d].live(lived_, wanted_[d]);
            progress.advance(draws_[d].count - before);
        });
    }
    /// Whether chance asks for more worlds than there are.
    [[nodiscard]] bool want_more(const Chance& chance, double allowed) {
        wanted_ = replicates_wanted(chance.draws, kAim * allowed, kMostWorlds);
        return missing() > 0;
    }

    [[nodiscard]] const std::vector<DrawWorlds>& draws() const { return draws_; }
    [[nodiscard]] const DrawWorlds& central() const { return central_; }

  private:
    [[nodiscard]] std::size_t missing() const {
        std::size_t missing = 0;
        for (std::size_t d = 0; d < draws_.size(); ++d)
            missing += wanted_[d] - draws_[d].count;
        return missing;
    }
    const StudyPlan& plan_;
    const LivedWorlds& lived_;
    std::vector<DrawWorlds> draws_;
    DrawWorlds central_;
    std::vector<std::uint32_t> wanted_;
};

/// Means of one draw's worlds into the tables, with the closed form as control of chance.
void store(const DrawWorlds& worlds, const WorldLayout& layout, const ClosedForm& closed_form,
           const Slopes& slopes, LivesStudy& study) {
    const auto put = [&](OutcomeTable& table, std::size_t site, std::size_t column, double value) {
        (worlds.draw < 0 ? table.central(site, column)
                         : table.draws_of(site, column)[static_cast<std::size_t>(worlds.draw)]) =
            value;
    };
    for (std::size_t d = 0; d < kDecaySets; ++d)
        for (std::size_t site = 0; site < layout.sites; ++site) {
            SiteEffect effect;
            effect.use = worlds.use[d * layout.sites + site];
            std::vector<double> figures = closed_form.figures(worlds.draw, d, site, effect.use);
            for (std::size_t k = 0; k < figures.size(); ++k)
                figures[k] = controlled(worlds.mean(layout.lived(d, site) + k),
                                        worlds.mean(layout.direct(d, site) + k), figures[k],
                                        slopes[kind_of(k)]);
            effect.deaths_averted = {figures[kAvertedPrivate], figures[kAvertedPublic]};
            effect.overdoses_on_site = figures[kOnSite];
            effect.runs_averted = figures[kRunsAverted];
            effect.runs_on_site = 365 * effect.use.uses_a_day * worlds.on_site_calls;
            const std::vector<double> outcomes = outcome_values(effect, worlds.money, worlds.ems);
            for (std::size_t k = 0; k < outcomes.size(); ++k)
                put(study.by_decay[d], site, k, outcomes[k]);
            for (std::size_t k = 0; k < layout.groups; ++k)
                put(study.groups_by_decay[d], site, k, figures[kGroups + k]);
        }
}

/// What is said of deaths without a site: means over draws.
void sum_up_baseline(const std::vector<DrawWorlds>& draws, const WorldLayout& layout,
                     LivesStudy& study) {
    std::vector<double> deaths;
    double all = 0, after_release = 0, worlds = 0;
    for (const DrawWorlds& draw : draws) {
        deaths.insert(deaths.end(), draw.baseline.begin(), draw.baseline.end());
        all += draw.mean(layout.baseline());
        after_release += draw.mean(layout.after_release());
        worlds += draw.count;
    }
    study.worlds = worlds / static_cast<double>(draws.size());
    study.baseline = mean_and_error(deaths);
    study.deaths_after_release = all > 0 ? after_release / all : 0;
}

} // namespace

LivesStudy live_study(const StudyPlan& plan, const NearbySites& nearby,
                      const ExpectedStudy& expected, const LivesSpec& spec, RunJournal* journal) {
    const LivedWorlds lived(plan, nearby, expected, spec, journal);
    const ClosedForm closed_form(expected, lived.layout());
    const auto headline = static_cast<std::size_t>(decay_named(plan.scenario->model.decay));
    const double tolerated = kChanceOfIndifference * plan.scenario->run.indifference;
    LivesStudy study;
    study.by_decay = expected.by_decay;
    study.groups_by_decay = expected.groups_by_decay;
    Rounds rounds(plan, lived, expected.draws.size());
    Slopes slopes{};
    for (bool again = true; again;) {
        rounds.live();
        slopes = slopes_of(rounds.draws(), rounds.central());
        const ControlledDeaths deaths(rounds.draws(), slopes[kDeaths], closed_form, headline);
        const Chance chance = deaths.chance();
        study.control = deaths.control();
        study.chance_share = chance.share();
        study.chance_deviation = std::sqrt(chance.variance());
        const double allowed = std::max(kChanceShare * chance.all_variance, tolerated * tolerated);
        study.is_chance_small = chance.variance() <= allowed;
        again = !study.is_chance_small && rounds.want_more(chance, allowed);
    }
    study.slope = slopes[kDeaths];
    for (const DrawWorlds& draw : rounds.draws())
        store(draw, lived.layout(), closed_form, slopes, study);
    store(rounds.central(), lived.layout(), closed_form, slopes, study);
    sum_up_baseline(rounds.draws(), lived.layout(), study);
    return study;
}

} // namespace careshed
