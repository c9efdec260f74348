// Uptake: the number of uses that move to a site. Only volume is observed at real sites, so
// intensity is solved from the source site's volume and distance decay ships as two alternative
// sets; neither is called validated.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/inputs/model_choices.hpp"
#include "models/mechanisms/parameter.hpp"

namespace careshed {

struct UptakeParameters {
    double private_use_relocation = 0;
    double propensity_sigma = 0;
    double walking_speed = 0;
    double decay_stated_plateau = 0;
    double decay_stated_rate = 0;
    double frequent_users_within_four_blocks = 0;
    double block_length = 0;
    double insite_catchment_radius = 0;
    double detour = 0;
    double insite_uses_a_day = 0;
    double insite_people_nearby = 0;
    double insite_booths = 0;
    double new_york_uses_a_day = 0;
    double new_york_people_per_km2 = 0;
};

/// The mechanism's rows of the parameter table.
[[nodiscard]] std::span<const ParameterField<UptakeParameters>> uptake_parameters();

inline constexpr std::size_t kDecaySets = kCountOf<DecaySet>;

/// Willingness against walking distance: 1 up to the plateau, then falling by e every `length_km`.
struct Decay {
    double plateau_km = 0;
    double length_km = 1;
    [[nodiscard]] double at(double km) const;
    /// Distance at which it falls below `remaining`.
    [[nodiscard]] double reach_km(double remaining) const;
};
/// Uptake left at the walking limit, beyond which nobody walks.
inline constexpr double kDecayCut = 0.01;
[[nodiscard]] Decay decay_of(const UptakeParameters& parameters, DecaySet set);
/// False when more users than the published share live within four blocks of the source site even
/// if nobody minds the walk: no length of the revealed decay is right.
[[nodiscard]] bool has_revealed_decay(const UptakeParameters& parameters);

/// Probability of going, for an attraction x >= 0: exact formula of a latent choice with staying.
[[nodiscard]] constexpr double chance_of_going(double attraction) {
    return attraction / (1 + attraction);
}
/// Propensity of a person (mark: standard normal), median 1.
[[nodiscard]] double propensity(const UptakeParameters& parameters, double mark);

/// People's propensity as nodes and weights of a quadrature over the standard normal.
class PropensitySpread {
  public:
    explicit PropensitySpread(double propensity_sigma);
    /// Mean chance of going over people, at attraction x for propensity 1; error below 1e-9.
    [[nodiscard]] double mean_chance(double attraction) const;

  private:
    std::vector<double> propensity_, weight_;
};

} // namespace careshed
