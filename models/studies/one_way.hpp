// One-way sensitivity analysis: one parameter at a time to either end of its range, everything else
// at the centre. Shows the parameters that move deaths averted, those that could reverse the order
// of the first two sites, and those that only scale all sites alike. The same people, streets and
// incidence throughout, so that a difference is the parameter's alone. Cost: two fits of the city a
// parameter (40 ms each on Chicago).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "models/studies/expected_study.hpp"

namespace careshed {

/// Lead of the first site over the second.
[[nodiscard]] double lead_of(const DeathsBySite& deaths);

struct ParameterSwing {
    const ParameterInfo* parameter = nullptr;
    /// At the low and the high end; empty where the source site's volume cannot be reached.
    DeathsBySite low, high;
    /// Break-even: the value nearest to the centre at which the first two sites are equal.
    std::optional<double> break_even_at;

    /// Whether the order of the first two sites is reversed at an end.
    [[nodiscard]] bool turns(const DeathsBySite& centre) const;
    /// Whether nothing moves at either end: the parameter belongs to a set that is not used.
    [[nodiscard]] bool is_idle(const DeathsBySite& centre) const;
    /// Whether every site changes by the same factor: totals move, ranks cannot.
    [[nodiscard]] bool only_scales(const DeathsBySite& centre) const;
    /// Range of the lead over both ends and the centre.
    [[nodiscard]] double swing(const DeathsBySite& centre) const;
};

/// Every parameter of the exact formula that draws vary and the scenario does not fix (without
/// those of simulated histories, costs or alternative structures only), widest swing of the lead
/// first, ties in the order of the parameter table. At least two sites.
[[nodiscard]] std::vector<ParameterSwing> one_way(const StudyPlan& plan, DecaySet decay,
                                                  std::span<const std::size_t> sites);

} // namespace careshed
