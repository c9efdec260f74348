// One paired experiment: arms of open sites against a city without any, in draws (parameters x
// incidence) and replications (random numbers) that all arms share, so that differences between
// arms are paired. Ranking, comparing and simulating are three readings of it: each opens its own
// arms and reads its own figures of a replication. Draws run in parallel; each is read by one
// thread.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/interrupt.hpp"
#include "engine/outcomes/draw_id.hpp"
#include "models/histories/histories.hpp"

namespace careshed {

/// History mode of a study, and whether booths queue.
struct HistoriesSpec {
    History history = History::on;
    bool queues = true; ///< a simulated queue at each site; else the steady state of each hour
};

/// Inputs of the simulation of all draws; they must outlive it.
struct Experiment {
    const StudyPlan* study = nullptr;
    const NearbySites* nearby = nullptr;
    HistoriesSpec spec;

    [[nodiscard]] const Scenario& scenario() const { return *study->scenario; }
    [[nodiscard]] const City& city() const { return *study->population->city; }
};

/// Replications a draw of a ranking: at first, and at most, until the Monte Carlo error is small.
/// The central draw of every experiment has kCentralReplications.
inline constexpr std::uint32_t kFewestReplications = 3, kMostReplications = 32,
                               kCentralReplications = 8;

/// Replication of a draw: `number` below kMostReplications.
[[nodiscard]] Replication replication_of(std::uint64_t seed, DrawId draw, std::uint32_t number);
/// A replication simulates every fourth row of the super-population, rotating over replications and
/// draws, so that together they simulate all rows.
[[nodiscard]] SimulatedRows rows_of(Replication replication);

/// A site as one draw opens it.
struct OpenedSite {
    std::size_t candidate = 0;
    SiteDemand demand;
    BoothAcceptance acceptance;
    double adoption_period = 0; ///< months
    HorizonOfUse use;           ///< over the run

    [[nodiscard]] HorizonOfUse use_over(double months) const {
        return use_over_horizon(demand, acceptance, adoption_period, months);
    }
};

/// One draw of an experiment, set up for simulation.
class PairedDraw {
  public:
    PairedDraw(const Experiment& experiment, DrawId id);

    [[nodiscard]] DrawId id() const { return id_; }
    [[nodiscard]] const DrawSetup& setup() const { return setup_; }
    [[nodiscard]] const HistorySetup& history_setup() const { return history_setup_; }

    /// A site's acceptance by the experiment's spec; all replications share the queue simulated for
    /// the first.
    [[nodiscard]] OpenedSite open(std::size_t candidate, const SiteTerms& terms,
                                  double uses_wanted_a_day) const;
    [[nodiscard]] Replication replication(std::uint32_t number) const;
    /// Plan of the histories of a replication's rows. This draw must outlive it.
    [[nodiscard]] HistoriesPlan histories_in(Replication replication) const;
    /// read(number) for each replication from `first` to before `end`, unless the run is
    /// interrupted.
    template <class Read>
    void for_each_replication(std::uint32_t first, std::uint32_t end, Read&& read) const {
        for (std::uint32_t number = first; number < end; ++number) {
            stop_if_interrupted();
            read(number);
        }
    }

  private:
    const Experiment* experiment_;
    DrawId id_;
    DrawSetup setup_;
    HistorySetup history_setup_;
};

/// read(draw) of the study's draws by number, then of the central one.
template <class Reading, class Read>
[[nodiscard]] std::vector<Reading> read_draws(const Experiment& experiment, Read&& read) {
    const auto draws = static_cast<std::size_t>(experiment.scenario().run.draws);
    ProgressStep progress(experiment.study->progress, "histories", draws + 1);
    return parallel_map<Reading>(draws + 1, experiment.study->threads, [&](std::size_t d) {
        Reading reading = read(d == draws ? DrawId::central() : DrawId::numbered(d));
        progress.advance();
        return reading;
    });
}

} // namespace careshed
