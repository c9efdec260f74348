// Purposes of random draws in the models. The numbers are part of the keys of draws
// (engine/core/random.hpp): another number is another draw, so a name keeps its own for ever, and
// new names take new ones.
#pragma once

#include "engine/core/random.hpp"

namespace careshed::purpose {

// Event processes of a person, an area or a place in the population.
inline constexpr Purpose overdose_process{13};
inline constexpr Purpose release_process{14};
inline constexpr Purpose treatment_end_process{15};
inline constexpr Purpose arrival_process{16};
inline constexpr Purpose supply_process{17};
// A person's state and outcome.
inline constexpr Purpose prior_overdose{18};
inline constexpr Purpose presence{19};
inline constexpr Purpose departure{20};
inline constexpr Purpose death{21};
// A person and a site.
inline constexpr Purpose site_choice{22};
inline constexpr Purpose site_adoption{23};
// A site, and recorded deaths.
inline constexpr Purpose booth_queue{24};
inline constexpr Purpose resampled_deaths{25};

} // namespace careshed::purpose
