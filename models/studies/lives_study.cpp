#include "models/studies/lives_study.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace careshed {

namespace {

/// Of the chance that is allowed, what a round aims at: variances are rough.
constexpr double kAim = 0.8;

/// Draws lived together, by the same sites.
struct DrawRange {
    std::size_t from = 0, to = 0;
    bool has_central = false; ///< the central draw is lived with them
};

/// The worlds that a range of draws have had, brought to as many as needed.
class Rounds {
  public:
    Rounds(const StudyPlan& plan, const LivedWorlds& lived, DrawRange range)
        : plan_(plan), lived_(lived), has_central_(range.has_central),
          draws_(range.to - range.from) {
        for (std::size_t d = 0; d < draws_.size(); ++d)
            draws_[d].draw = DrawId::numbered(range.from + d);
        const int worlds = plan.scenario->run.worlds;
        wanted_.assign(draws_.size(),
                       worlds > 0 ? static_cast<std::uint32_t>(worlds) : kFewestWorlds);
    }

    /// Lives the worlds that are wanted and missing.
    void live() {
        ProgressStep progress(plan_.progress, "lives", missing());
        for_each_index(draws_.size() + (has_central_ ? 1 : 0), plan_.threads, [&](std::size_t d) {
            if (d == draws_.size()) {
                central_.live(lived_, kCentralWorlds);
                return;
            }
            const std::uint32_t before = draws_[d].count;
            draws_[d].live(lived_, wanted_[d]);
            progress.advance(draws_[d].count - before);
        });
    }
    /// Whether chance asks for more worlds than there are, and may.
    [[nodiscard]] bool want_more(const Chance& chance, double allowed) {
        if (plan_.scenario->run.worlds > 0)
            return false;
        wanted_ = replicates_wanted(chance.draws, kAim * allowed, kMostWorlds);
        return missing() > 0;
    }

    [[nodiscard]] const std::vector<DrawWorlds>& draws() const { return draws_; }
    /// Without any worlds when it is not lived here.
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
    bool has_central_;
    std::vector<DrawWorlds> draws_;
    DrawWorlds central_;
    std::vector<std::uint32_t> wanted_;
};

/// Of deaths averted, over sites.
double mean_slope(const std::vector<Slopes>& slopes, const WorldLayout& layout, std::size_t decay) {
    double sum = 0;
    for (std::size_t site = 0; site < layout.sites; ++site)
        sum += slopes[decay * layout.sites + site][kDeaths];
    return sum / static_cast<double>(layout.sites);
}

/// What worlds say of a site, without the chance that the closed form knows of.
SiteLane controlled_lane(const Paired<SiteLane>& seen, const SiteLane& exact,
                         const Slopes& slopes) {
    SiteLane lane{controlled({seen.lived.site, seen.direct.site}, exact.site, slopes), {}};
    for (std::size_t k = 0; k < exact.groups.size(); ++k)
        lane.groups.push_back(controlled(seen.lived.groups[k], seen.direct.groups[k],
                                         exact.groups[k], slopes[kDeaths]));
    return lane;
}

/// What is said of deaths without a site, over the draws that live everybody.
struct BaselineSums {
    std::vector<double> deaths; ///< by world
    double all = 0, after_release = 0;

    void add(const std::vector<DrawWorlds>& of, const WorldLayout& layout) {
        for (const DrawWorlds& draw : of) {
            deaths.insert(deaths.end(), draw.baseline.begin(), draw.baseline.end());
            all += draw.mean(layout.baseline());
            after_release += draw.mean(layout.after_release());
        }
    }
};

/// Lives stage after stage into one study.
class LivesByStage {
  public:
    LivesByStage(const Experiment& experiment, const ExpectedStudy& expected, RunJournal* journal)
        : experiment_(experiment), expected_(expected), journal_(journal),
          headline_(static_cast<std::size_t>(experiment.scenario().model.decay)) {
        study_.by_decay = expected.by_decay;
        study_.groups_by_decay = expected.groups_by_decay;
    }

    void live(const std::vector<std::size_t>& sites, DrawRange range) {
        const LivedWorlds lived(experiment_, expected_, journal_, sites);
        const ClosedForm closed_form(expected_, lived);
        Rounds rounds(*experiment_.study, lived, range);
        const std::vector<Slopes> slopes = live_until_sure(rounds, closed_form);
        study_.slope = mean_slope(slopes, lived.layout(), headline_);
        for (const DrawWorlds& draw : rounds.draws())
            store(draw, lived, closed_form, slopes);
        if (range.has_central)
            store(rounds.central(), lived, closed_form, slopes);
        if (sites.size() == experiment_.study->reach->size())
            baseline_.add(rounds.draws(), lived.layout());
        for (const DrawWorlds& draw : rounds.draws()) {
            study_.site_worlds += draw.count * static_cast<double>(sites.size());
            worlds_ += draw.count;
            study_.all_site_worlds +=
                draw.count * static_cast<double>(experiment_.study->reach->size());
        }
    }

    [[nodiscard]] const LivesStudy& so_far() const { return study_; }
    [[nodiscard]] LivesStudy finished(const Contenders& contenders) {
        contenders.fill(study_.by_decay, study_.groups_by_decay);
        study_.lived_draws = contenders.lived_draws();
        study_.worlds = worlds_ / static_cast<double>(expected_.draws.size());
        study_.baseline = mean_and_error(baseline_.deaths);
        study_.deaths_after_release =
            baseline_.all > 0 ? baseline_.after_release / baseline_.all : 0;
        return std::move(study_);
    }

  private:
    /// Rounds of worlds until chance is small beside what is not known; the slopes by then.
    std::vector<Slopes> live_until_sure(Rounds& rounds, const ClosedForm& closed_form) {
        const double tolerated = kChanceOfIndifference * experiment_.scenario().run.indifference;
        for (;;) {
            rounds.live();
            std::vector<Slopes> slopes = slopes_of(rounds.draws(), rounds.central());
            const ControlledDeaths deaths(rounds.draws(), slopes, closed_form, headline_);
            const Chance chance = deaths.chance();
            study_.control = deaths.control();
            study_.chance_share = chance.share();
            study_.chance_deviation = std::sqrt(chance.variance());
            const double allowed =
                std::max(kChanceShare * chance.all_variance, tolerated * tolerated);
            study_.is_chance_small = chance.variance() <= allowed;
            if (study_.is_chance_small || !rounds.want_more(chance, allowed))
                return slopes;
        }
    }

    /// Means of one draw's worlds into the tables, with the closed form as control of chance.
    void store(const DrawWorlds& worlds, const LivedWorlds& lived, const ClosedForm& closed_form,
               const std::vector<Slopes>& slopes) {
        const WorldLayout& layout = lived.layout();
        const WorldValues means = worlds.means();
        for (std::size_t d = 0; d < kDecaySets; ++d)
            for (std::size_t site = 0; site < layout.sites; ++site) {
                const std::size_t lane = d * layout.sites + site, candidate = lived.sites()[site];
                SiteEffect effect;
                effect.use = worlds.use[lane];
                const SiteLane figures = controlled_lane(
                    layout.lane(means, d, site), closed_form.lane(worlds.draw, d, site, effect.use),
                    slopes[lane]);
                effect.figures() = figures.site;
                effect.runs_on_site = runs_called(effect.use, worlds.on_site_calls);
                study_.by_decay[d].put_all(candidate, worlds.draw,
                                           outcome_values(effect, worlds.run));
                study_.groups_by_decay[d].put_all(candidate, worlds.draw, figures.groups);
            }
    }

    const Experiment& experiment_;
    const ExpectedStudy& expected_;
    RunJournal* journal_;
    std::size_t headline_;
    LivesStudy study_;
    BaselineSums baseline_;
    double worlds_ = 0;
};

} // namespace

LivesStudy live_study(const Experiment& experiment, const ExpectedStudy& expected,
                      RunJournal* journal) {
    const RunSpec& run = experiment.scenario().run;
    const std::size_t draws = expected.draws.size();
    LivesByStage stages(experiment, expected, journal);
    Contenders contenders(expected, run.indifference);
    for (std::size_t done = 0; done < draws;) {
        const std::size_t next = run.allocation == Allocation::sequential
                                     ? std::min(draws, std::max(kFirstDraws, 2 * done))
                                     : draws;
        stages.live(contenders.sites(), {done, next, done == 0});
        contenders.judge(stages.so_far().by_decay, next);
        done = next;
    }
    return stages.finished(contenders);
}

} // namespace careshed
