// Decomposition of the difference in deaths averted between two sites. In the analytic expectation
// a site's deaths averted are a product of factors: uses within a walk, the share that would come,
// opening hours, booths, the risk of a use there, witnesses, ambulance response, selection. The
// difference of two sites is split over the factors by logarithmic means (LMDI-I; Ang 2004, Energy
// Policy 32:1131): terms add up to the difference, and no factor goes first.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

#include "models/expected/study_draw.hpp"

namespace careshed {

enum class Cause : std::uint8_t {
    reach,      ///< uses a year of admitted people with a place within the walk limit
    uptake,     ///< share of these that would come if the site were always open and free
    hours,      ///< share of uses in opening hours
    booths,     ///< share of those that get a booth, adoption included
    local_risk, ///< life-threatening overdoses a use that comes
    witnesses,  ///< P(death) of one where it would have been, every ambulance at the mean response
    ems,        ///< the same with each place's own ambulance, over the former
    selection,  ///< risk of moved uses relative to others of their place
};
inline constexpr std::size_t kCauses = 8;

struct CauseInfo {
    Cause cause;
    const char* id;
    const char* question; ///< what the factor answers, in a few words
    const char* unit;
};
/// In the order of Cause.
[[nodiscard]] const std::array<CauseInfo, kCauses>& cause_infos();

/// One site in one draw. The product of the factors is its deaths averted a year.
struct SiteFactors {
    double deaths_averted = 0;
    std::array<double, kCauses> factor{};
};
/// `site`: row of the candidates.
[[nodiscard]] SiteFactors site_factors(const StudyPlan& plan, const DrawSetup& draw,
                                       const Attraction& attraction, std::size_t site);

/// Deaths a year by cause; their sum is a's deaths averted less b's. Where a factor of one site is
/// not above 0 the first such factor is the whole cause.
[[nodiscard]] std::array<double, kCauses> split_difference(const SiteFactors& a,
                                                           const SiteFactors& b);

} // namespace careshed
