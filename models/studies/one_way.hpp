// One parameter at a time to either end of its range, everything else at the centre: which
// parameters move what sites avert, which could turn the order of the first two, and which only
// scale all of them alike. The same people, streets and incidence throughout, so that a difference
// is the parameter's alone. Cost: two fits of the city a parameter (40 ms each on Chicago).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "models/studies/expected_study.hpp"

namespace careshed {

/// How far the first site leads the second.
[[nodiscard]] double lead_of(const DeathsBySite& deaths);

struct ParameterSwing {
    const ParameterInfo* parameter = nullptr;
    /// At the low and the high end; empty where the source site's volume cannot be reached.
    DeathsBySite low, high;
    /// Break-even: where, nearest to the centre, the first two sites do as well as each other.
    std::optional<double> turns_at;

    /// The order of the first two sites at an end is not that at the centre.
    [[nodiscard]] bool turns(const DeathsBySite& centre) const;
    /// Nothing moves at either end: the parameter belongs to a set that is not used.
    [[nodiscard]] bool is_idle(const DeathsBySite& centre) const;
    /// Every site changes by the same factor: totals move, ranks cannot.
    [[nodiscard]] bool only_scales(const DeathsBySite& centre) const;
    /// Range of the lead over both ends and the centre.
    [[nodiscard]] double swing(const DeathsBySite& centre) const;
};

/// Every parameter of the exact formula that draws vary and the scenario does not hold (what only
/// lives with a history, money or rival structures take is none of it), widest swing of the lead
/// first, ties in the order of the parameter table. At least two sites.
[[nodiscard]] std::vector<ParameterSwing> one_way(const StudyPlan& plan, DecaySet decay,
                                                  std::span<const std::size_t> sites);

} // namespace careshed
