// Where a site could stand: named addresses or a grid, put onto the streets, merged where two names
// mean one place, and freed of what a rule forbids. Everything left out is named with its reason.
#pragma once

#include <span>
#include <vector>

#include "engine/city/candidate_drafts.hpp"
#include "engine/city/city.hpp"
#include "engine/city/ground.hpp"
#include "engine/city/rules.hpp"
#include "engine/city/shapes.hpp"

namespace careshed {

struct CandidateTable {
    std::vector<Candidate> candidates;     ///< by id
    std::vector<RemovedCandidate> removed; ///< by name
};

/// Throws an input Error when no candidate is left; its hint names the rule that removed most.
[[nodiscard]] CandidateTable read_candidates(const CandidatesSpec& spec, const Ground& ground,
                                             const ShapeIndex& areas, std::span<const Rule> rules,
                                             std::vector<Finding>& findings);

} // namespace careshed
