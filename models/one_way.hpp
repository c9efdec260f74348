// One parameter at a time to either end of its range, everything else at the centre: which
// parameters move what two sites avert, and which could turn their order. The same people, streets
// and incidence throughout, so that a difference is the parameter's alone. Cost: two fits of the
// city a parameter (40 ms each on Chicago).
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "models/expected_study.hpp"

namespace careshed {

/// Deaths a year that the two sites avert.
struct TwoSites {
    double first = 0, second = 0;
    [[nodiscard]] double difference() const { return first - second; }
};

struct ParameterSwing {
    const ParameterInfo* parameter = nullptr;
    /// At the low and the high end; empty where the source site's volume cannot be reached.
    std::optional<TwoSites> low, high;

    /// The order of the sites at an end is not that at the centre.
    [[nodiscard]] bool turns(const TwoSites& centre) const;
    /// Range of the difference over both ends and the centre.
    [[nodiscard]] double swing(const TwoSites& centre) const;
};

[[nodiscard]] TwoSites two_sites(const StudyPlan& plan, const DrawSetup& draw, DecaySet decay,
                                 std::array<std::size_t, 2> sites);

/// Every parameter that draws vary and the scenario does not hold, widest swing of the difference
/// first, ties in the order of the parameter table.
[[nodiscard]] std::vector<ParameterSwing> one_way(const StudyPlan& plan, DecaySet decay,
                                                  std::array<std::size_t, 2> sites);

} // namespace careshed
