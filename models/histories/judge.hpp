// What an arrangement makes of one life: where its overdoses would happen, who survives them, and
// what follows for those who do. The overdoses themselves are the same in every arrangement.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "models/expected/nearby_sites.hpp"
#include "models/histories/life_counts.hpp"
#include "models/histories/living_draw.hpp"
#include "models/mechanisms/booth_load.hpp"

namespace careshed {

/// A site that an arrangement opens.
struct OpenSite {
    std::size_t candidate = 0;
    const BoothLoad* load = nullptr;
    const Pull* pull = nullptr; ///< how far people walk to it
};
/// Every site that is open. The baseline of most cities has none.
using Arm = std::vector<OpenSite>;

inline constexpr std::size_t kMostOpenSites = 16;

/// A site that a person may go to: the share of overdoses that happen there when it admits
/// everybody, by setting, in units of the load.
struct SiteOption {
    const BoothLoad* load = nullptr;
    std::uint64_t site = 0; ///< stable id
    std::array<double, kSettings> share{};
};
struct SiteOptions {
    std::array<SiteOption, kMostOpenSites> sites;
    std::size_t count = 0;
    /// The closed form moves so many times the share: 1 unless moving uses carry all of the risk.
    std::array<double, kSettings> uncapped{};
};

/// Judges the lives of one draw in one world. `people_a_row`: how many times each row counts.
class Judge {
  public:
    Judge(const LivingDraw& draw, const std::vector<Candidate>& candidates, World world,
          double people_a_row)
        : terms_(draw.terms), candidates_(candidates), world_(world), people_a_row_(people_a_row) {}

    /// False when the person would never go to any of the arm's sites.
    bool can_go(const LivePerson& person, std::span<const NearbySite> nearby, const Arm& arm,
                SiteOptions& options) const;
    /// The same for an arm of one site whose pair is at hand.
    bool can_go(const LivePerson& person, const NearbySite& site, const OpenSite& open,
                SiteOptions& options) const;

    /// Expected counts of a place in the population under the options it has.
    [[nodiscard]] LifeCounts judge(const LivePerson& person,
                                   std::span<const LifeOverdose> overdoses,
                                   const SiteOptions& options) const;
    /// The same by year, added to `years`.
    void judge_years(const LivePerson& person, std::span<const LifeOverdose> overdoses,
                     const SiteOptions& options, std::vector<LifeCounts>& years) const;

  private:
    void add(const LivePerson& person, const NearbySite& site, const OpenSite& open,
             SiteOptions& options) const;
    bool close(SiteOptions& options) const;
    template <class SumOf>
    void walk(const LivePerson& person, std::span<const LifeOverdose> overdoses,
              const SiteOptions& options, SumOf&& sum_of) const;
    [[nodiscard]] double share_on_site(const LivePerson& person, const LifeOverdose& overdose,
                                       const SiteOptions& options) const;

    const LifeTerms& terms_;
    const std::vector<Candidate>& candidates_;
    World world_;
    double people_a_row_;
};

} // namespace careshed
