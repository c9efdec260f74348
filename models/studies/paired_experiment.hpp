// One paired experiment: arms of open sites beside a city without any, in draws (parameters x
// incidence) and worlds (replications) that all arms share, so that differences between arms are
// paired. Ranking, comparing and simulating are three readings of it: each opens its own arms and
// says what it wants of a world. Draws run in parallel; each is read by one thread.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/core/interrupt.hpp"
#include "engine/outcomes/draw_id.hpp"
#include "models/histories/lives.hpp"

namespace careshed {

/// How much the runs of a study remember and whether booths queue.
struct LivesSpec {
    History history = History::on;
    bool queues = true; ///< a played queue at each site; else the steady state of each hour
};

/// What all draws are lived in. What it points to must outlive it.
struct Experiment {
    const StudyPlan* study = nullptr;
    const NearbySites* nearby = nullptr;
    LivesSpec spec;

    [[nodiscard]] const Scenario& scenario() const { return *study->scenario; }
    [[nodiscard]] const City& city() const { return *study->population->city; }
};

/// Worlds a draw of a ranking: at first, and whatever chance asks. The central draw of every
/// experiment lives kCentralWorlds.
inline constexpr std::uint32_t kFewestWorlds = 3, kMostWorlds = 32, kCentralWorlds = 8;

/// World of a draw: `number` below kMostWorlds.
[[nodiscard]] World world_of(std::uint64_t seed, DrawId draw, std::uint32_t number);
/// A world lives every fourth row of the super-population; worlds and draws take turns, so that
/// together they live all of them.
[[nodiscard]] RowsLived rows_of(World world);

/// A site as one draw opens it.
struct OpenedSite {
    std::size_t candidate = 0;
    SiteDemand demand;
    BoothLoad load;
    double adoption_period = 0; ///< months
    HorizonOfUse use;           ///< over the run

    [[nodiscard]] HorizonOfUse use_over(double months) const {
        return horizon_of_load(demand, load, adoption_period, months);
    }
};

/// One draw of an experiment, made ready to be lived.
class PairedDraw {
  public:
    PairedDraw(const Experiment& experiment, DrawId id);

    [[nodiscard]] DrawId id() const { return id_; }
    [[nodiscard]] const DrawSetup& setup() const { return setup_; }
    [[nodiscard]] const LivingDraw& living() const { return living_; }

    /// A site's load, as the experiment's spec says; all worlds share what is played for the first.
    [[nodiscard]] OpenedSite open(std::size_t candidate, const SiteTerms& terms,
                                  double uses_wanted_a_day) const;
    [[nodiscard]] World world(std::uint32_t number) const;
    /// The lives of a world's rows. This draw must outlive it.
    [[nodiscard]] LivesPlan lives_in(World world) const;
    /// read(number) for each world from `first` to before `end`, unless the run is interrupted.
    template <class Read>
    void for_each_world(std::uint32_t first, std::uint32_t end, Read&& read) const {
        for (std::uint32_t number = first; number < end; ++number) {
            stop_if_interrupted();
            read(number);
        }
    }

  private:
    const Experiment* experiment_;
    DrawId id_;
    DrawSetup setup_;
    LivingDraw living_;
};

/// read(draw) of the study's draws by number, then of the central one.
template <class Reading, class Read>
[[nodiscard]] std::vector<Reading> read_draws(const Experiment& experiment, Read&& read) {
    const auto draws = static_cast<std::size_t>(experiment.scenario().run.draws);
    ProgressStep progress(experiment.study->progress, "lives", draws + 1);
    return parallel_map<Reading>(draws + 1, experiment.study->threads, [&](std::size_t d) {
        Reading reading = read(d == draws ? DrawId::central() : DrawId::numbered(d));
        progress.advance();
        return reading;
    });
}

} // namespace careshed
