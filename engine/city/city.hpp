// The immutable city: streets, areas, recorded overdoses, EMS stations, candidate sites and what
// the rules removed. Built once from a scenario; every later stage only reads it. All columns are
// in a canonical order that does not depend on the order of input rows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/city/streets/extent.hpp"
#include "engine/city/streets/streets.hpp"
#include "engine/core/ids.hpp"
#include "engine/inputs/finding.hpp"
#include "engine/inputs/projection.hpp"
#include "engine/inputs/scenario.hpp"

namespace careshed {

/// A small area of residence: polygon on the grid, population, larger unit.
struct Area {
    std::string id;
    std::uint64_t stable = 0; ///< stable_id(id): keys draws
    double population = 0;
    std::uint32_t district = 0;      ///< into City::districts
    std::optional<double> advantage; ///< higher where people are better off; empty: not known
    std::vector<std::vector<std::vector<Point>>>
        polygons; ///< polygon -> rings (outer first) -> points
};

/// One recorded overdose (or `count` of them in an area). Never written to any output.
struct Incident {
    std::uint32_t area = 0;
    std::optional<Place> place; ///< empty for area counts
    Point point;                ///< as recorded, before snapping
    double count = 1;
    int year = 0;
    bool fatal = true;
    bool held_out = false;   ///< in the holdout years: scored, never fitted
    std::uint16_t group = 0; ///< into City::groups
};

/// A combination of the scenario's group columns as recorded, e.g. {"Black", "Male"}; "unknown" if
/// blank.
struct Group {
    std::vector<std::string> labels; ///< one a group column
};

struct Station {
    std::string id;
    Place place;
    Point point;
    int units = 1;
};

struct Candidate {
    std::string id;
    std::uint64_t stable = 0;
    std::string name;
    std::string address;
    Point point;
    LonLat lon_lat;
    Place place;                     ///< nearest point of the main component's streets
    std::uint32_t off_street_cm = 0; ///< from the street to the door, straight
    std::vector<std::string> merged; ///< names of others at the same address or place
};

/// A candidate that may not be used, and why.
struct RemovedCandidate {
    std::string name;
    std::string reason;  ///< rule's name, or "off the street network", "outside the city's areas"
    std::string feature; ///< the feature that forbids it, if a rule does
    double distance_m = 0;
};

struct City {
    std::string name;
    LocalGrid grid;
    StreetsExtent extent; ///< of the streets: layers read later are held against it
    Streets streets;
    std::vector<Area> areas;            ///< by id
    std::vector<std::string> districts; ///< by name; one "city" when none is given
    std::vector<std::string> group_columns;
    std::vector<Group> groups;       ///< by labels
    std::vector<Incident> incidents; ///< by area, year, place, group
    YearRange years;
    std::optional<YearRange> holdout;
    std::vector<Station> stations; ///< by id
    bool stations_stand_in = false;
    std::vector<Candidate> candidates;     ///< by id
    std::vector<RemovedCandidate> removed; ///< by name
    std::vector<Finding> findings;
};

} // namespace careshed
