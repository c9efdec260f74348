// One draw made ready to be lived through, and what each of its worlds says of every site: as
// lived, and as the closed form counts the same overdoses.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/simulate/journal.hpp"
#include "models/studies/expected_study.hpp"
#include "models/studies/outcome_list.hpp"
#include "models/studies/paired_experiment.hpp"
#include "models/studies/paired_figures.hpp"

namespace careshed {

/// What is said of a site under one decay, a year.
struct SiteLane {
    SiteFigures<double> site;
    std::vector<double> groups; ///< deaths averted by group column
};

/// Where each value of a world stands: figures of each site under each decay, as lived and direct,
/// then baseline deaths a year, and those after release.
struct WorldLayout {
    std::size_t sites = 0, groups = 0;
    [[nodiscard]] std::size_t width() const { return kSiteFigures + groups; }
    [[nodiscard]] std::size_t lived(std::size_t decay, std::size_t site) const {
        return (decay * sites + site) * 2 * width();
    }
    [[nodiscard]] std::size_t direct(std::size_t decay, std::size_t site) const {
        return lived(decay, site) + width();
    }
    [[nodiscard]] std::size_t baseline() const { return lived(kDecaySets, 0); }
    [[nodiscard]] std::size_t after_release() const { return baseline() + 1; }
    [[nodiscard]] std::size_t size() const { return after_release() + 1; }
    /// What a row of values says of a site.
    [[nodiscard]] PairedFigures figures(std::span<const double> values, std::size_t decay,
                                        std::size_t site) const;
    [[nodiscard]] Paired<SiteLane> lane(std::span<const double> values, std::size_t decay,
                                        std::size_t site) const;
};
using WorldValues = std::vector<double>;

/// What all worlds of one draw share.
struct DrawOfLives {
    PairedDraw draw;
    EnumArray<DecaySet, Pull> pulls;
    std::vector<OpenedSite> sites; ///< by decay, then site
};

class LivedWorlds {
  public:
    /// `expected` is the same study in closed form: it knows what is wanted at each site. `journal`
    /// may be null. All must outlive this. Candidates not in `sites` are not judged, and then the
    /// baseline is not counted either: people whom no site reaches need not be lived.
    LivedWorlds(const Experiment& experiment, const ExpectedStudy& expected, RunJournal* journal,
                std::vector<std::size_t> sites);

    [[nodiscard]] const WorldLayout& layout() const { return layout_; }
    /// The candidate behind each site of the layout.
    [[nodiscard]] const std::vector<std::size_t>& sites() const { return sites_; }
    [[nodiscard]] DrawOfLives set_up(DrawId draw) const;
    /// One world of a draw, from the journal if it is there.
    [[nodiscard]] WorldValues values(const DrawOfLives& lives, std::uint32_t number) const;

  private:
    [[nodiscard]] WorldValues live_through(const DrawOfLives& lives, World world) const;
    [[nodiscard]] Paired<SiteLane> lane_of(const LaneCounts& counts, std::size_t arm) const;
    [[nodiscard]] double a_year(EventUnits units) const;

    const Experiment& experiment_;
    const ExpectedStudy& expected_;
    RunJournal* journal_;
    std::vector<std::size_t> sites_;
    GroupColumns groups_;
    WorldLayout layout_;
};

} // namespace careshed
