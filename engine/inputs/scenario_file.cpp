#include "engine/inputs/scenario_file.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "engine/core/error.hpp"
#include "engine/core/safe_file.hpp"
#include "engine/core/visible_text.hpp"
#include "engine/inputs/config_tree.hpp"
#include "engine/inputs/field_check.hpp"
#include "engine/inputs/field_reader.hpp"
#include "engine/inputs/former_names.hpp"
#include "engine/inputs/number_text.hpp"
#include "engine/inputs/source_search.hpp"
#include "engine/inputs/streets_spec.hpp"

namespace careshed {

namespace {

namespace fs = std::filesystem;

/// Line and column at the end of "scenario.toml:7:13"; zeros when it has none.
std::pair<int, int> line_and_column(const std::string& place) {
    const auto column = place.rfind(':');
    const auto line =
        column == 0 || column == std::string::npos ? column : place.rfind(':', column - 1);
    if (line == std::string::npos)
        return {0, 0};
    return {static_cast<int>(parse_number(place.substr(line + 1, column - line - 1)).value_or(0)),
            static_cast<int>(parse_number(place.substr(column + 1)).value_or(0))};
}

/// In the order of the file, as a person reads it.
void throw_in_order(ErrorKind kind, const std::vector<Complaint>& complaints) {
    if (complaints.empty())
        return;
    // Equal places keep their order.
    std::multimap<std::pair<int, int>, Complaint> by_place;
    for (const Complaint& one : complaints)
        by_place.emplace(line_and_column(one.where), one);
    std::vector<Complaint> sorted;
    for (const auto& [place, one] : by_place)
        sorted.push_back(one);
    throw Error(kind, sorted);
}

/// Builds the plain values; what is wrong beyond a single field is gathered here.
class ScenarioBuilder {
  public:
    ScenarioBuilder(fs::path file, fs::path data)
        : file_(std::move(file)), search_(file_, std::move(data)) {}

    Scenario build(ConfigValue root) {
        std::vector<std::string> notes;
        replace_former_names(root, notes, complaints_);
        check_fields(root, complaints_);
        const FieldReader top(root.table(), "", root.place);
        const FieldReader city = top.inner("city");
        Scenario scenario;
        scenario.file = file_;
        scenario.notes = std::move(notes);
        scenario.city_name = city.name("name");
        scenario.name = top.has("name") ? top.name("name") : scenario.city_name;
        scenario.note = top.name("note");
        scenario.streets = streets(city);
        scenario.elevation = elevation(city);
        scenario.areas = areas(city.inner("areas"));
        scenario.incidents = incidents(city.inner("incidents"));
        scenario.stations = stations(city);
        scenario.candidates = candidates(top.inner("candidates"), top.has("candidates"));
        scenario.rules = rules(top);
        scenario.site = site(top.inner("site"));
        scenario.arms = arms(top);
        scenario.model = model(top.inner("model"));
        scenario.run = run(top.inner("run"));
        complaints_.insert(complaints_.end(), search_.refused().begin(), search_.refused().end());
        throw_in_order(ErrorKind::input, complaints_);
        throw_in_order(ErrorKind::resource, search_.missing());
        return scenario;
    }

  private:
    /// `source` is the key that names the file.
    LayerSpec layer(const FieldReader& reader, const std::string& source = "source") {
        LayerSpec spec{.source = {},
                       .layer = reader.text("layer"),
                       .where = reader.text("where"),
                       .x = reader.text("x"),
                       .y = reader.text("y"),
                       .crs = reader.text("crs"),
                       .place = reader.place(source)};
        if (spec.x.empty() != spec.y.empty())
            complaints_.push_back({reader.place(spec.x.empty() ? "y" : "x"),
                                   spec.x.empty() ? "y without x" : "x without y",
                                   "name both coordinate columns, x = \"lon\", y = \"lat\""});
        if (!reader.text(source).empty())
            spec.source = search_.find(reader.text(source), spec.place);
        else if (reader.has(source) && reader.value(source)->text())
            complaints_.push_back(
                {spec.place, source + " is empty", "name a file, for example \"streets.gpkg\""});
        return spec;
    }

    StreetsSpec streets(const FieldReader& city) {
        const ConfigValue* given = city.value("streets");
        if (!given || !given->table())
            return {}; // complained about already
        const FieldReader reader = city.inner("streets");
        LayerSpec spec = layer(reader, reader.has("osm") ? "osm" : "source");
        return read_streets_spec(reader, std::move(spec), complaints_);
    }

    std::optional<RasterSpec> elevation(const FieldReader& city) {
        if (!city.has("elevation"))
            return std::nullopt;
        const FieldReader reader = city.inner("elevation");
        RasterSpec spec{.source = {},
                        .crs = reader.text("crs"),
                        .unit = reader.has("unit") ? reader.text("unit") : "",
                        .place = reader.place("source")};
        if (const std::string source = reader.text("source"); !source.empty())
            spec.source = search_.find(source, spec.place, SourceKind::raster);
        return spec;
    }

    AreasSpec areas(const FieldReader& reader) {
        return {layer(reader), reader.text("id"), reader.text("population"),
                reader.text("district"), reader.text("advantage")};
    }

    IncidentsSpec incidents(const FieldReader& reader) {
        IncidentsSpec spec{.layer = layer(reader),
                           .date = reader.text("date"),
                           .fatal = reader.text("fatal"),
                           .area = reader.text("area"),
                           .count = reader.text("count"),
                           .years = reader.years("years").value_or(YearRange{}),
                           .holdout = reader.years("holdout"),
                           .groups = reader.texts("groups")};
        spec.layer.is_confidential = true;
        if (!reader.has("source"))
            return spec; // complained about already
        if (spec.date.empty() && spec.area.empty())
            complaints_.push_back({reader.place(), "city.incidents needs a date column",
                                   "add date = \"...\"; only counts by area may do without"});
        if (spec.holdout && spec.date.empty())
            complaints_.push_back({reader.place("holdout"),
                                   "city.incidents.holdout needs a date column",
                                   "add date = \"...\" or remove holdout"});
        if (spec.holdout && spec.holdout->first <= spec.years.last &&
            spec.holdout->last >= spec.years.first)
            complaints_.push_back(
                {reader.place("holdout"),
                 fmt::format("city.incidents.holdout {}..{} overlaps years {}..{}",
                             spec.holdout->first, spec.holdout->last, spec.years.first,
                             spec.years.last),
                 "years that score the fit may not be fitted"});
        return spec;
    }

    StationsSpec stations(const FieldReader& city) {
        if (!city.has("stations"))
            return {};
        const FieldReader reader = city.inner("stations");
        return {layer(reader), static_cast<int>(reader.whole("units")), reader.truth("stand_in"),
                true};
    }

    CandidatesSpec candidates(const FieldReader& reader, bool is_given) {
        CandidatesSpec spec{.layer = {},
                            .grid_spacing = {},
                            .id = reader.text("id"),
                            .name = reader.text("name"),
                            .address = reader.text("address"),
                            .place = reader.place()};
        if (reader.has("source"))
            spec.layer = layer(reader);
        if (const auto spacing = reader.inner("grid").measure("spacing"))
            spec.grid_spacing = Metres(*spacing);
        if (is_given && reader.has("source") == reader.has("grid"))
            complaints_.push_back({spec.place,
                                   reader.has("grid") ? "candidates has both a layer and a grid"
                                                      : "candidates needs a layer or a grid",
                                   "give source = \"...\" or grid = { spacing = \"400 m\" }"});
        return spec;
    }

    std::vector<RuleSpec> rules(const FieldReader& top) {
        std::vector<RuleSpec> specs;
        const ConfigValue* value = top.value("rules");
        if (!value || !value->list())
            return specs;
        for (const ConfigValue& one : *value->list()) {
            const FieldReader reader(one.table(), "rules", one.place);
            specs.push_back({reader.name("name"), layer(reader.inner("away_from")),
                             Metres(reader.measure("distance").value_or(0)),
                             reader.name("authority"), one.place});
        }
        return specs;
    }

    static WeeklyHours hours(const FieldReader& reader) {
        try {
            return parse_weekly_hours(reader.text("hours"), reader.place("hours"));
        } catch (const Error&) {
            return {}; // check_fields has complained about them with the same words
        }
    }

    static SiteSpec site(const FieldReader& reader) {
        const auto routes = reader.texts("routes");
        const auto admits = [&](const char* route) {
            return std::ranges::find(routes, route) != routes.end();
        };
        return {.booths = static_cast<int>(reader.whole("booths")),
                .hours = hours(reader),
                .inject = admits("inject"),
                .smoke = admits("smoke"),
                .other = admits("other")};
    }

    std::vector<ArmSpec> arms(const FieldReader& top) {
        std::vector<ArmSpec> specs;
        const ConfigValue* value = top.value("arm");
        if (!value || !value->list())
            return specs;
        for (const ConfigValue& one : *value->list()) {
            const FieldReader reader(one.table(), "arm", one.place);
            ArmSpec spec{.name = reader.name("name"),
                         .sites = reader.texts("sites"),
                         .booths = {},
                         .hours = {},
                         .place = reader.place("sites")};
            if (reader.has("booths"))
                spec.booths = static_cast<int>(reader.whole("booths"));
            if (reader.has("hours"))
                spec.hours = hours(reader);
            complain_of_name(reader, specs);
            specs.push_back(std::move(spec));
        }
        return specs;
    }

    /// An arm is identified by its name.
    void complain_of_name(const FieldReader& reader, const std::vector<ArmSpec>& others) {
        const std::string name = reader.name("name");
        if (reader.has("name") && reader.value("name")->text() && name.empty())
            complaints_.push_back(
                {reader.place("name"), "arm.name is empty", "say what a council would call it"});
        if (!name.empty() && std::ranges::find(others, name, &ArmSpec::name) != others.end())
            complaints_.push_back({reader.place("name"),
                                   fmt::format("two arms are called \"{}\"", quoted_value(name)),
                                   "give each arm a name of its own"});
    }

    static ModelSpec model(const FieldReader& reader) {
        ModelSpec spec{.structure = reader.choice<Structure>("structure"),
                       .fatality = reader.choice<FatalitySet>("fatality"),
                       .decay = reader.choice<DecaySet>("decay"),
                       .inversion = reader.choice<Inversion>("inversion"),
                       .history = reader.choice<History>("history"),
                       .queue = reader.choice<QueueKind>("queue"),
                       .pace = reader.choice<PaceKind>("pace"),
                       .crossing_wait = Minutes(reader.measure("crossing_wait").value_or(0)),
                       .walk_limit = {},
                       .overrides = {},
                       .override_places = {}};
        if (const auto minutes = reader.measure("walk_limit"))
            spec.walk_limit = Minutes(*minutes);
        const ConfigValue* overrides = reader.value("overrides");
        if (!overrides || !overrides->table())
            return spec;
        const FieldReader values(overrides->table(), "model.overrides", overrides->place);
        for (const auto& [id, value] : overrides->table()->values) {
            spec.overrides[id] = values.number(id);
            spec.override_places[id] = value.place;
        }
        return spec;
    }

    RunSpec run(const FieldReader& reader) {
        const int replications = static_cast<int>(reader.whole("replications"));
        if (replications == 1)
            complaints_.push_back({reader.place("replications"),
                                   "one replication a draw shows no Monte Carlo error",
                                   "2 to 32, or 0 for as many as its Monte Carlo error needs"});
        return {static_cast<int>(reader.whole("years")),
                static_cast<std::uint64_t>(reader.whole("seed")),
                static_cast<int>(reader.whole("draws")),
                reader.number("indifference"),
                reader.choice<Allocation>("allocation"),
                replications,
                reader.choice<StopOn>("stop_on"),
                reader.number("precision")};
    }

    fs::path file_;
    SourceSearch search_;
    std::vector<Complaint> complaints_;
};

} // namespace

Scenario read_scenario(const fs::path& file, const fs::path& data) {
    std::error_code ignored;
    if (!fs::exists(file, ignored))
        throw Error(ErrorKind::resource, file.string(), "no such file",
                    "name a scenario file, for example scenarios/harbor/scenario.toml");
    if (!fs::is_regular_file(file, ignored))
        throw Error(ErrorKind::resource, file.string(), "not a file",
                    "name the scenario file itself, for example " +
                        (file / "scenario.toml").string());
    return parse_scenario(read_file(file), file, data);
}

Scenario parse_scenario(std::string_view text, const fs::path& file, const fs::path& data) {
    Scenario scenario = ScenarioBuilder(file, data).build(parse_toml(text, file.string()));
    scenario.text = text;
    return scenario;
}

} // namespace careshed
