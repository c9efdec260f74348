// Explanation of the difference between two sites: its causes, the figures under alternative
// structures, and the parameters that would reverse the order. Analytic expectation, every
// parameter at its centre.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "models/expected/explanation.hpp"
#include "models/mechanisms/alternative_structures.hpp"
#include "models/studies/one_way.hpp"
#include "models/studies/prepared_study.hpp"

namespace careshed {

/// Candidates by id or name; "" for the best, and its nearest comparator.
struct AskedPair {
    std::string site, against;
};

struct SiteExplanation {
    std::unique_ptr<PreparedStudy> prepared;
    DecaySet decay{};
    std::size_t site = 0, comparator = 0; ///< candidates
    SiteFactors of_site, of_comparator;
    std::array<double, kCauses> terms{}; ///< deaths a year by cause; they sum to the difference
    DeathsBySite other_decay; ///< of site and comparator, under the decay that is not the headline
    EnumArray<Structure, double> structures_of_site, structures_of_comparator; ///< deaths a year
    std::vector<ParameterSwing> swings; ///< of the two, widest swing of the lead first
};

/// Throws as prepare_study does; a usage Error where a name fits no candidate or both are one; an
/// input Error where there is one candidate only.
[[nodiscard]] SiteExplanation explain_site(const Scenario& scenario, const AskedPair& asked,
                                           const RunOptions& options);

} // namespace careshed
