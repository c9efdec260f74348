// A scenario as plain values: what the file said, checked and with defaults filled in.
// Nothing here has been opened yet. Every spec remembers where it stood, for later complaints.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/units.hpp"
#include "engine/inputs/model_choices.hpp"
#include "engine/inputs/weekly_hours.hpp"

namespace careshed {

/// One layer or table of features. A table (CSV) has x and y columns and a CRS (EPSG:4326 unless
/// said).
struct LayerSpec {
    std::filesystem::path
        source;        ///< as found: absolute, or below the data folder or the scenario's
    std::string layer; ///< empty: the only layer
    std::string where; ///< attribute filter in OGR SQL, empty: all features
    std::string x, y;  ///< coordinate columns of a table, else empty
    std::string crs;   ///< overrides or supplies the CRS, e.g. "EPSG:26916"
    std::string place; ///< "scenario.toml:7:13"
    bool is_confidential = false; ///< its rows are recorded events: no message quotes a cell
};

/// A raster of ground heights.
struct RasterSpec {
    std::filesystem::path source;
    std::string crs;   ///< overrides or supplies the CRS, as in LayerSpec
    std::string unit;  ///< "m" or "ft"; empty: as the raster says, metres when it says nothing
    std::string place; ///< "scenario.toml:7:13"
};

/// Inclusive range of calendar years.
struct YearRange {
    int first = 0;
    int last = 0;
    [[nodiscard]] int count() const { return last - first + 1; }
};

struct StreetsSpec {
    LayerSpec layer;
    bool is_osm = false;  ///< the source is an OpenStreetMap file: nothing below is given then
    std::string from, to; ///< node columns; empty: lines meet where their end points coincide
    std::string freeways, footways, bridges; ///< filters (OGR SQL); empty: none such
    std::string kind, oneway, speed;         ///< columns; may be empty
    bool speed_in_mph = false;               ///< else km/h
    bool meet_at_crossings = false;          ///< lines meet wherever they cross or touch too
};

struct AreasSpec {
    LayerSpec layer;
    std::string id;         ///< column: stable id of an area
    std::string population; ///< column: residents
    std::string district;   ///< column: larger unit that areas nest in (scores); may be empty
    std::string advantage;  ///< column: ranks areas for the concentration index; may be empty
};

struct IncidentsSpec {
    LayerSpec layer;
    std::string date;                 ///< column: ISO date, empty for area counts without dates
    std::string fatal = "all";        ///< "all", or a column that is 1/true/yes for a death
    std::string area;                 ///< column: area id (counts by area instead of points)
    std::string count;                ///< column: events of a row; empty: one a row
    YearRange years;                  ///< recorded years the fit uses
    std::optional<YearRange> holdout; ///< later years kept aside to score the fit
    std::vector<std::string> groups;  ///< columns that say who died (race, sex); may be empty
};

struct StationsSpec {
    LayerSpec layer;
    int units = 1;         ///< ambulances a station
    bool stand_in = false; ///< fire stations standing in for ambulance posts
    bool given = false; ///< false: no station data, response time is the published mean everywhere
};

struct RuleSpec {
    std::string name; ///< as a council would say it
    LayerSpec away_from;
    Metres distance{0};    ///< straight; exactly at the distance is forbidden
    std::string authority; ///< law or policy with its date, may be empty
    std::string place;
};

struct CandidatesSpec {
    std::optional<LayerSpec> layer;
    std::optional<Metres> grid_spacing;
    std::string id, name, address; ///< columns; empty: feature number, its name, none
    std::string place;
};

/// What is put at each candidate.
struct SiteSpec {
    int booths = 12;
    WeeklyHours hours;
    bool inject = true, smoke = true, other = true; ///< routes of use admitted
};

/// Sites that open together, for `compare`.
struct ArmSpec {
    std::string name;
    std::vector<std::string> sites;   ///< ids or names of candidates; empty: nothing opens
    std::optional<int> booths;        ///< at each; empty: as SiteSpec
    std::optional<WeeklyHours> hours; ///< alike
    std::string place;                ///< of `sites`
};

struct ModelSpec {
    Structure structure = Structure::calibrated; ///< of the headline
    FatalitySet fatality = FatalitySet::profound;
    DecaySet decay = DecaySet::stated; ///< of the headline
    Inversion inversion = Inversion::both;
    History history = History::on;
    QueueKind queue = QueueKind::simulated;
    PaceKind pace = PaceKind::usual;
    Minutes crossing_wait{0};                ///< on foot, at each crossing of three or more streets
    std::optional<Minutes> walk_limit;       ///< empty: follows from the decay (uptake below 1 %)
    std::map<std::string, double> overrides; ///< parameter id -> fixed value
    std::map<std::string, std::string> override_places; ///< parameter id -> "scenario.toml:40:3"
};

struct RunSpec {
    int years = 5;
    std::uint64_t seed = 1;
    int draws = 200;
    double indifference = 0.05; ///< deaths a year below which two sites are as good as each other
    Allocation allocation = Allocation::even;
    int replications = 0; ///< in each draw; 0: until the Monte Carlo error is small enough
    StopOn stop_on = StopOn::draws;
    double precision = 0.02; ///< standard error of what stop_on looks at that is small enough
};

/// A file that a run reads, as it stood before the first of them was read.
struct InputFile {
    std::filesystem::path path;
    std::string sha256; ///< of its bytes, lower-case hexadecimal
    std::uint64_t bytes = 0;
    std::int64_t written_ns = 0; ///< when its bytes were last written, since 1970
    std::int64_t changed_ns = 0; ///< when it was last written, renamed or replaced, since 1970
    auto operator<=>(const InputFile&) const = default;
};

struct Scenario {
    std::filesystem::path file;
    std::string text;               ///< what the file said, byte for byte
    std::vector<std::string> notes; ///< what its author should know, a line each
    std::string name;
    std::string note; ///< shown in every output, e.g. "synthetic city: no real people or places"
    std::string city_name;
    StreetsSpec streets;
    std::optional<RasterSpec> elevation; ///< empty: the city is level
    AreasSpec areas;
    IncidentsSpec incidents;
    StationsSpec stations;
    CandidatesSpec candidates;
    std::vector<RuleSpec> rules;
    SiteSpec site;
    std::vector<ArmSpec> arms;
    ModelSpec model;
    RunSpec run;
    std::vector<InputFile> inputs; ///< what a study has read; empty until one has
};

} // namespace careshed
