// Effect of an arm on one history: location of its overdoses, survival, and later events of the
// survivors. The overdoses themselves are the same in every arm.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "models/expected/nearby_sites.hpp"
#include "models/histories/history_counts.hpp"
#include "models/histories/history_setup.hpp"
#include "models/mechanisms/booth_acceptance.hpp"

namespace careshed {

/// An open site of an arm.
struct OpenSite {
    std::size_t candidate = 0;
    const BoothAcceptance* acceptance = nullptr;
    const Attraction* attraction = nullptr; ///< attraction of the site by walking time
};
/// All open sites. The baseline of most cities has none.
using Arm = std::vector<OpenSite>;

inline constexpr std::size_t kMostOpenSites = 16;

/// A site in a person's reach: share of overdoses that happen there if every use is admitted, by
/// setting, in units of the acceptance.
struct SiteOption {
    const BoothAcceptance* acceptance = nullptr;
    std::uint64_t site = 0; ///< stable id
    std::array<double, kSettings> share{};
};
struct SiteOptions {
    std::array<SiteOption, kMostOpenSites> sites;
    std::size_t count = 0;
    /// Uncapped share over the share, for the analytic expectation: 1 unless moved uses carry all
    /// of the risk.
    std::array<double, kSettings> uncapped{};
};

/// Evaluates the histories of one draw in one replication. `people_a_row`: weight of each row.
class ArmEvaluator {
  public:
    ArmEvaluator(const HistorySetup& draw, const std::vector<Candidate>& candidates,
                 Replication replication, double people_a_row)
        : terms_(draw.terms), candidates_(candidates), replication_(replication),
          people_a_row_(people_a_row) {}

    /// False when the person would never go to any of the arm's sites.
    bool can_go(const SimulatedPerson& person, std::span<const NearbySite> nearby, const Arm& arm,
                SiteOptions& options) const;
    /// The same for an arm of one site whose pair is at hand.
    bool can_go(const SimulatedPerson& person, const NearbySite& site, const OpenSite& open,
                SiteOptions& options) const;

    /// Expected counts of a place in the population under `options`.
    [[nodiscard]] HistoryCounts evaluate(const SimulatedPerson& person,
                                         std::span<const OverdoseEvent> overdoses,
                                         const SiteOptions& options) const;
    /// The same by year, added to `years`.
    void evaluate_years(const SimulatedPerson& person, std::span<const OverdoseEvent> overdoses,
                        const SiteOptions& options, std::vector<HistoryCounts>& years) const;

  private:
    void add(const SimulatedPerson& person, const NearbySite& site, const OpenSite& open,
             SiteOptions& options) const;
    bool close(SiteOptions& options) const;
    template <class SumOf>
    void walk(const SimulatedPerson& person, std::span<const OverdoseEvent> overdoses,
              const SiteOptions& options, SumOf&& sum_of) const;
    [[nodiscard]] double share_on_site(const SimulatedPerson& person, const OverdoseEvent& overdose,
                                       const SiteOptions& options) const;

    const HistoryTerms& terms_;
    const std::vector<Candidate>& candidates_;
    Replication replication_;
    double people_a_row_;
};

} // namespace careshed
