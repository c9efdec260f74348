// One draw set up for simulation, and the figures of every site in each of its replications: as
// simulated, and as the analytic expectation counts the same overdoses.
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

/// Figures of a site under one decay, a year.
struct SiteEstimate {
    SiteFigures<double> site;
    std::vector<double> groups; ///< deaths averted by group column
};

/// Positions of the values of a replication: figures of each site under each decay, as simulated
/// and direct, then baseline deaths a year, and those after release.
struct ReplicationLayout {
    std::size_t sites = 0, groups = 0;
    [[nodiscard]] std::size_t width() const { return kSiteFigures + groups; }
    [[nodiscard]] std::size_t simulated(std::size_t decay, std::size_t site) const {
        return (decay * sites + site) * 2 * width();
    }
    [[nodiscard]] std::size_t direct(std::size_t decay, std::size_t site) const {
        return simulated(decay, site) + width();
    }
    [[nodiscard]] std::size_t baseline() const { return simulated(kDecaySets, 0); }
    [[nodiscard]] std::size_t after_release() const { return baseline() + 1; }
    [[nodiscard]] std::size_t size() const { return after_release() + 1; }
    /// Figures of a site in a row of values.
    [[nodiscard]] PairedFigures figures(std::span<const double> values, std::size_t decay,
                                        std::size_t site) const;
    [[nodiscard]] Paired<SiteEstimate> estimate(std::span<const double> values, std::size_t decay,
                                                std::size_t site) const;
};
using ReplicationValues = std::vector<double>;

/// Data common to all replications of one draw.
struct OpenedDraw {
    PairedDraw draw;
    EnumArray<DecaySet, Attraction> attractions;
    std::vector<OpenedSite> sites; ///< by decay, then site
};

class SiteReplications {
  public:
    /// `expected`: analytic expectation of the same study, with the uses wanted at each site.
    /// `journal` may be null. All must outlive this. Candidates not in `sites` are not evaluated,
    /// and then the baseline is not counted either: people whom no site reaches are not simulated.
    SiteReplications(const Experiment& experiment, const ExpectedStudy& expected,
                     RunJournal* journal, std::vector<std::size_t> sites);

    [[nodiscard]] const ReplicationLayout& layout() const { return layout_; }
    /// The candidate behind each site of the layout.
    [[nodiscard]] const std::vector<std::size_t>& sites() const { return sites_; }
    [[nodiscard]] OpenedDraw set_up(DrawId draw) const;
    /// One replication of a draw, from the journal if it is there.
    [[nodiscard]] ReplicationValues values(const OpenedDraw& opened, std::uint32_t number) const;

  private:
    [[nodiscard]] ReplicationValues simulate(const OpenedDraw& opened,
                                             Replication replication) const;
    [[nodiscard]] Paired<SiteEstimate> estimate_of(const PairedCounts& counts,
                                                   std::size_t arm) const;
    [[nodiscard]] double a_year(EventUnits units) const;

    const Experiment& experiment_;
    const ExpectedStudy& expected_;
    RunJournal* journal_;
    std::vector<std::size_t> sites_;
    GroupColumns groups_;
    ReplicationLayout layout_;
};

} // namespace careshed
