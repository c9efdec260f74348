// One draw made ready to be lived through, and what each of its worlds says of every site: as
// lived, and as the closed form counts the same overdoses.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/simulate/journal.hpp"
#include "models/histories/lives.hpp"
#include "models/studies/expected_study.hpp"
#include "models/studies/outcome_list.hpp"

namespace careshed {

/// How much the runs of a study remember and whether booths queue.
struct LivesSpec {
    History history = History::on;
    bool queues = true; ///< a played queue at each site; else the steady state of each hour
};

/// Worlds a draw: at first, and whatever chance asks. The central draw lives kCentralWorlds.
inline constexpr std::uint32_t kFewestWorlds = 3, kMostWorlds = 32, kCentralWorlds = 8;

/// World of a draw: `number` below kMostWorlds.
[[nodiscard]] World world_of(std::uint64_t seed, DrawId draw, std::uint32_t number);
/// A world lives every fourth row of the super-population; worlds and draws take turns, so that
/// together they live all of them.
[[nodiscard]] RowsLived rows_of(World world);

/// A site's load, as the spec says; all worlds of a draw share what is played for the first.
[[nodiscard]] BoothLoad load_of_draw(const SiteDemand& demand, const LivesSpec& spec,
                                     const Candidate& site, World first);

/// What is said of a site under one decay, a year.
struct SiteLane {
    SiteFigures<double> site;
    std::vector<double> groups; ///< deaths averted by group column
};

/// Where each value of a world stands: figures of each site under each decay, as lived and direct,
/// then baseline deaths a year, and those after release.
struct WorldLayout {
    std::size_t sites = 0, groups = 0;
    [[nodiscard]] std::size_t figures() const { return kSiteFigures + groups; }
    [[nodiscard]] std::size_t lived(std::size_t decay, std::size_t site) const {
        return (decay * sites + site) * 2 * figures();
    }
    [[nodiscard]] std::size_t direct(std::size_t decay, std::size_t site) const {
        return lived(decay, site) + figures();
    }
    [[nodiscard]] std::size_t baseline() const { return lived(kDecaySets, 0); }
    [[nodiscard]] std::size_t after_release() const { return baseline() + 1; }
    [[nodiscard]] std::size_t size() const { return after_release() + 1; }
    /// What stands at lived() or direct() of a site.
    [[nodiscard]] SiteLane lane(std::span<const double> values, std::size_t first) const;
    void put_lane(const SiteLane& lane, std::size_t first, std::span<double> values) const;
};
using WorldValues = std::vector<double>;

/// What all worlds of one draw share.
struct DrawOfLives {
    DrawSetup setup;
    LivingDraw living;
    std::array<Pull, kDecaySets> pulls;
    std::vector<BoothLoad> loads;  ///< by decay, then site
    std::vector<HorizonOfUse> use; ///< alike
};

class LivedWorlds {
  public:
    /// `expected` is the same study in closed form: it knows what is wanted at each site. `journal`
    /// may be null. All must outlive this. Candidates not in `sites` are not judged, and then the
    /// baseline is not counted either: people whom no site reaches need not be lived.
    LivedWorlds(const StudyPlan& plan, const NearbySites& nearby, const ExpectedStudy& expected,
                const LivesSpec& spec, RunJournal* journal, std::vector<std::size_t> sites);

    [[nodiscard]] const WorldLayout& layout() const { return layout_; }
    /// The candidate behind each site of the layout.
    [[nodiscard]] const std::vector<std::size_t>& sites() const { return sites_; }
    [[nodiscard]] DrawOfLives set_up(DrawId draw) const;
    /// One world of a draw, from the journal if it is there.
    [[nodiscard]] WorldValues values(const DrawOfLives& lives, DrawId draw,
                                     std::uint32_t number) const;

  private:
    [[nodiscard]] WorldValues live_through(const DrawOfLives& lives, World world) const;
    void put_site(std::size_t decay, std::size_t site, const LaneCounts& counts,
                  WorldValues& values) const;
    [[nodiscard]] double a_year(EventUnits units) const;

    const StudyPlan& plan_;
    const NearbySites& nearby_;
    const ExpectedStudy& expected_;
    const LivesSpec& spec_;
    RunJournal* journal_;
    std::vector<std::size_t> sites_;
    GroupColumns groups_;
    WorldLayout layout_;
};

} // namespace careshed
