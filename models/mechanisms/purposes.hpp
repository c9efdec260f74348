// What chance is for in the models. The numbers are part of the keys of draws
// (engine/core/random.hpp): another number is another draw, so a name keeps its own for ever, and
// new names take new ones.
#pragma once

#include "engine/core/random.hpp"

namespace careshed::purpose {

// Clocks of a person, an area or a place in the population.
inline constexpr Purpose clock_overdose{13};
inline constexpr Purpose clock_release{14};
inline constexpr Purpose clock_treatment_end{15};
inline constexpr Purpose clock_arrival{16};
inline constexpr Purpose clock_supply{17};
// A person's state and fate.
inline constexpr Purpose prior_overdose{18};
inline constexpr Purpose presence{19};
inline constexpr Purpose departure{20};
inline constexpr Purpose death{21};
// A person and a site.
inline constexpr Purpose site_choice{22};
inline constexpr Purpose site_adoption{23};
// A site, and the record.
inline constexpr Purpose booth_queue{24};
inline constexpr Purpose resampled_record{25};

} // namespace careshed::purpose
