#include "models/studies/histories_study.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace careshed {

namespace {

/// Target of a round, as a share of the variance allowed: variances are rough estimates.
constexpr double kAim = 0.8;

/// Draws simulated together, with the same sites.
struct DrawRange {
    std::size_t from = 0, to = 0;
    bool has_central = false; ///< the central draw is simulated with them
};

/// The replications of a range of draws, added to until there are enough.
class Rounds {
  public:
    Rounds(const StudyPlan& plan, const SiteReplications& simulated, DrawRange range)
        : plan_(plan), simulated_(simulated), has_central_(range.has_central),
          draws_(range.to - range.from) {
        for (std::size_t d = 0; d < draws_.size(); ++d)
            draws_[d].draw = DrawId::numbered(range.from + d);
        const int replications = plan.scenario->run.replications;
        wanted_.assign(draws_.size(), replications > 0 ? static_cast<std::uint32_t>(replications)
                                                       : kFewestReplications);
    }

    /// Simulates the replications that are wanted and missing.
    void simulate() {
        ProgressStep progress(plan_.progress, "histories", missing());
        for_each_index(draws_.size() + (has_central_ ? 1 : 0), plan_.threads, [&](std::size_t d) {
            if (d == draws_.size()) {
                central_.simulate(simulated_, kCentralReplications);
                return;
            }
            const std::uint32_t before = draws_[d].count;
            draws_[d].simulate(simulated_, wanted_[d]);
            progress.advance(draws_[d].count - before);
        });
    }
    /// Whether the Monte Carlo error requires more replications, and they are allowed.
    [[nodiscard]] bool want_more(const Chance& chance, double allowed) {
        if (plan_.scenario->run.replications > 0)
            return false;
        wanted_ = replicates_wanted(chance.draws, kAim * allowed, kMostReplications);
        return missing() > 0;
    }

    [[nodiscard]] const std::vector<DrawReplications>& draws() const { return draws_; }
    /// Without any replications when it is not simulated here.
    [[nodiscard]] const DrawReplications& central() const { return central_; }

  private:
    [[nodiscard]] std::size_t missing() const {
        std::size_t missing = 0;
        for (std::size_t d = 0; d < draws_.size(); ++d)
            missing += wanted_[d] - draws_[d].count;
        return missing;
    }
    const StudyPlan& plan_;
    const SiteReplications& simulated_;
    bool has_central_;
    std::vector<DrawReplications> draws_;
    DrawReplications central_;
    std::vector<std::uint32_t> wanted_;
};

/// Of deaths averted, over sites.
double mean_slope(const std::vector<Slopes>& slopes, const ReplicationLayout& layout,
                  std::size_t decay) {
    double sum = 0;
    for (std::size_t site = 0; site < layout.sites; ++site)
        sum += slopes[decay * layout.sites + site][kDeaths];
    return sum / static_cast<double>(layout.sites);
}

/// Estimate of a site over replications, adjusted by the control variate.
SiteEstimate controlled_estimate(const Paired<SiteEstimate>& seen, const SiteEstimate& exact,
                                 const Slopes& slopes) {
    SiteEstimate estimate{controlled({seen.simulated.site, seen.direct.site}, exact.site, slopes),
                          {}};
    for (std::size_t k = 0; k < exact.groups.size(); ++k)
        estimate.groups.push_back(controlled(seen.simulated.groups[k], seen.direct.groups[k],
                                             exact.groups[k], slopes[kDeaths]));
    return estimate;
}

/// Deaths without a site, over the draws whose baseline is complete.
struct BaselineSums {
    std::vector<double> deaths; ///< by replication
    double all = 0, after_release = 0;

    void add(const std::vector<DrawReplications>& of, const ReplicationLayout& layout) {
        for (const DrawReplications& draw : of) {
            deaths.insert(deaths.end(), draw.baseline.begin(), draw.baseline.end());
            all += draw.mean(layout.baseline());
            after_release += draw.mean(layout.after_release());
        }
    }
};

/// Simulates stage after stage into one study.
class HistoriesByStage {
  public:
    HistoriesByStage(const Experiment& experiment, const ExpectedStudy& expected,
                     RunJournal* journal)
        : experiment_(experiment), expected_(expected), journal_(journal),
          headline_(static_cast<std::size_t>(experiment.scenario().model.decay)) {
        study_.by_decay = expected.by_decay;
        study_.groups_by_decay = expected.groups_by_decay;
    }

    void simulate(const std::vector<std::size_t>& sites, DrawRange range) {
        const SiteReplications simulated(experiment_, expected_, journal_, sites);
        const AnalyticExpectation analytic(expected_, simulated);
        Rounds rounds(*experiment_.study, simulated, range);
        const std::vector<Slopes> slopes = simulate_until_precise(rounds, analytic);
        study_.slope = mean_slope(slopes, simulated.layout(), headline_);
        for (const DrawReplications& draw : rounds.draws())
            store(draw, simulated, analytic, slopes);
        if (range.has_central)
            store(rounds.central(), simulated, analytic, slopes);
        if (sites.size() == experiment_.study->reach->size())
            baseline_.add(rounds.draws(), simulated.layout());
        for (const DrawReplications& draw : rounds.draws()) {
            study_.site_replications += draw.count * static_cast<double>(sites.size());
            replications_ += draw.count;
            study_.all_site_replications +=
                draw.count * static_cast<double>(experiment_.study->reach->size());
        }
    }

    [[nodiscard]] const HistoriesStudy& so_far() const { return study_; }
    [[nodiscard]] HistoriesStudy finished(const SequentialElimination& elimination) {
        elimination.fill(study_.by_decay, study_.groups_by_decay);
        study_.simulated_draws = elimination.simulated_draws();
        study_.replications = replications_ / static_cast<double>(expected_.draws.size());
        study_.baseline = mean_and_error(baseline_.deaths);
        study_.deaths_after_release =
            baseline_.all > 0 ? baseline_.after_release / baseline_.all : 0;
        return std::move(study_);
    }

  private:
    /// Rounds of replications until Monte Carlo variance is within the limit; returns the slopes.
    std::vector<Slopes> simulate_until_precise(Rounds& rounds,
                                               const AnalyticExpectation& analytic) {
        const double tolerated =
            kMonteCarloOfIndifference * experiment_.scenario().run.indifference;
        for (;;) {
            rounds.simulate();
            std::vector<Slopes> slopes = slopes_of(rounds.draws(), rounds.central());
            const ControlledDeaths deaths(rounds.draws(), slopes, analytic, headline_);
            const Chance chance = deaths.chance();
            study_.control = deaths.control();
            study_.chance_share = chance.share();
            study_.chance_deviation = std::sqrt(chance.variance());
            const double allowed =
                std::max(kMonteCarloShare * chance.all_variance, tolerated * tolerated);
            study_.is_monte_carlo_small = chance.variance() <= allowed;
            if (study_.is_monte_carlo_small || !rounds.want_more(chance, allowed))
                return slopes;
        }
    }

    /// Means of one draw's replications into the tables, the analytic expectation as control
    /// variate.
    void store(const DrawReplications& replications, const SiteReplications& simulated,
               const AnalyticExpectation& analytic, const std::vector<Slopes>& slopes) {
        const ReplicationLayout& layout = simulated.layout();
        const ReplicationValues means = replications.means();
        for (std::size_t d = 0; d < kDecaySets; ++d)
            for (std::size_t site = 0; site < layout.sites; ++site) {
                const std::size_t place = d * layout.sites + site,
                                  candidate = simulated.sites()[site];
                SiteEffect effect;
                effect.use = replications.use[place];
                const SiteEstimate figures = controlled_estimate(
                    layout.estimate(means, d, site),
                    analytic.estimate(replications.draw, d, site, effect.use), slopes[place]);
                effect.figures() = figures.site;
                effect.runs_on_site = runs_called(effect.use, replications.on_site_calls);
                study_.by_decay[d].put_all(candidate, replications.draw,
                                           outcome_values(effect, replications.run));
                study_.groups_by_decay[d].put_all(candidate, replications.draw, figures.groups);
            }
    }

    const Experiment& experiment_;
    const ExpectedStudy& expected_;
    RunJournal* journal_;
    std::size_t headline_;
    HistoriesStudy study_;
    BaselineSums baseline_;
    double replications_ = 0;
};

} // namespace

HistoriesStudy simulate_study(const Experiment& experiment, const ExpectedStudy& expected,
                              RunJournal* journal) {
    const RunSpec& run = experiment.scenario().run;
    const std::size_t draws = expected.draws.size();
    HistoriesByStage stages(experiment, expected, journal);
    SequentialElimination elimination(expected, run.indifference);
    for (std::size_t done = 0; done < draws;) {
        const std::size_t next = run.allocation == Allocation::sequential
                                     ? std::min(draws, std::max(kFirstDraws, 2 * done))
                                     : draws;
        stages.simulate(elimination.sites(), {done, next, done == 0});
        elimination.evaluate(stages.so_far().by_decay, next);
        done = next;
    }
    return stages.finished(elimination);
}

} // namespace careshed
