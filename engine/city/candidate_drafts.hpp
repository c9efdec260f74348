// Candidates on their way: read or laid out as a grid, then those of one address or place made one.
#pragma once

#include <string>
#include <vector>

#include "engine/city/ground.hpp"
#include "engine/city/shapes.hpp"

namespace careshed {

/// Farther than this from every street of the main component a site cannot be walked to.
inline constexpr double kCandidateSnapCm = 20'000;

/// A candidate before it has its final id.
struct CandidateDraft {
    std::string id; ///< from the id column, else empty
    std::string name, address;
    bool is_unnamed = false; ///< `name` is its address: a named twin speaks for both
    Point point;
    Place place;
    double off_street_cm = 0;
    std::vector<std::string> merged;
    std::vector<Point> points; ///< its own and those of all merged into it
};

struct DraftTable {
    std::vector<CandidateDraft> drafts; ///< by id, named first, name, address, point
    std::vector<RemovedCandidate> removed;
    std::string title; ///< for complaints
};

/// Two addresses this close, or written alike and not far apart, are one place.
inline constexpr double kSamePlaceCm = 2'500;
inline constexpr double kSameAddressCm = 50'000;

/// Points of the scenario's layer inside the areas, each on its nearest street.
[[nodiscard]] DraftTable draft_from_layer(const CandidatesSpec& spec, const Ground& ground,
                                          const ShapeIndex& areas, std::vector<Finding>& findings);
/// Points of a square grid inside the areas, moved to the nearest street. Throws an input Error
/// where the grid is too fine for the city.
[[nodiscard]] DraftTable draft_from_grid(const CandidatesSpec& spec, const Ground& ground,
                                         const ShapeIndex& areas, std::vector<Finding>& findings);

/// The first of each group stays and names the others. Chains merge: a near b near c is one group.
[[nodiscard]] std::vector<CandidateDraft> merge_same_places(std::vector<CandidateDraft> drafts);

} // namespace careshed
