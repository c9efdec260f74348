// People's willingness to walk to a site, solved a second time for the reference truth: the two
// distance decays, the intensity at which Insite serves its published volume, the hours of the week
// and the queue for booths.
#pragma once

#include <array>
#include <vector>

namespace careshed::synthetic::truth {

enum class Decay { stated, revealed };

/// Willingness at a walk of d km against willingness next door; 0 beyond the cut.
[[nodiscard]] double willingness(Decay decay, double km);
/// Where willingness falls below 1 %, km.
[[nodiscard]] double longest_walk(Decay decay);
/// The revealed decay's length L, km, solved by bisection.
[[nodiscard]] double revealed_length();

using Week = std::array<double, 168>;
/// Share of a week's uses in each hour, Monday first; sums to 1.
[[nodiscard]] const Week& use_profile();
/// Mon-Fri 06:00-20:00, Sat-Sun 09:00-16:30: what the synthetic scenarios say.
[[nodiscard]] const Week& site_hours();
/// Daily 10:00-04:00: the source site's hours.
[[nodiscard]] const Week& insite_hours();
[[nodiscard]] double share_of_uses_in(const Week& open);

/// Mean uses a day of a person.
[[nodiscard]] double mean_uses_a_day();
/// Mean chance of going over people's propensity, for attraction x at median propensity.
[[nodiscard]] double mean_chance(double attraction);
/// kappa of docs/model.md: the attraction next door at which the source site serves its volume.
[[nodiscard]] double insite_intensity(Decay decay);

/// Share of arrivals (an hour) that does not leave an M/M/c+M queue, from the stationary vector of
/// the chain cut at a length it never reaches.
[[nodiscard]] double accepted_share(double arrivals_an_hour, int booths);
/// The same over a week: volume-weighted over hours, for `wanted` uses a day if always open.
[[nodiscard]] double accepted_share(double wanted_a_day, int booths, const Week& open);

/// Mean chance of going by walking distance, tabulated every metre up to the longest walk.
class ChanceByWalk {
  public:
    /// `setting` is 1 for public uses, private_use_relocation for private ones.
    ChanceByWalk(Decay decay, double intensity, double setting);
    [[nodiscard]] double at(double metres) const;

  private:
    std::vector<double> every_metre_;
};

} // namespace careshed::synthetic::truth
