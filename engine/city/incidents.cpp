#include "engine/city/incidents.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "engine/city/incident_rows.hpp"
#include "engine/city/rare_groups.hpp"
#include "engine/core/error.hpp"
#include "engine/core/interrupt.hpp"
#include "engine/core/text.hpp"
#include "engine/core/visible_text.hpp"
#include "engine/inputs/findings.hpp"

namespace careshed {

namespace {

constexpr double kFarSnapCm = 10'000;    // worth saying
constexpr std::size_t kCrowdedPoint = 6; // a point shared with at least five others

/// Outcome of each row, for the findings.
struct RowOutcome {
    std::size_t without_area = 0;
    std::size_t just_outside = 0;
    std::size_t off_street = 0;
    std::size_t far_snaps = 0;
    std::size_t placed = 0;
    std::size_t deaths = 0, survived = 0, held_out = 0; ///< rows that are used
};

/// Area and place of a row recorded as a point.
bool put_on_ground(Incident& incident, const Feature& feature, const Ground& ground,
                   const AreaLookup& areas, RowOutcome& fate) {
    if (!is_near(ground.extent, feature)) {
        ++fate.without_area;
        return false;
    }
    incident.point = ground.grid.project(feature.parts.front().rings.front().front());
    const auto inside = areas.shapes->covering(incident.point);
    const auto area = inside ? inside : area_of(*areas.shapes, incident.point);
    if (!area) {
        ++fate.without_area;
        return false;
    }
    fate.just_outside += inside ? 0 : 1;
    incident.area = *area;
    if (const auto snap = ground.index->nearest(incident.point, kIncidentSnapCm)) {
        incident.place = snap->place;
        ++fate.placed;
        fate.far_snaps += snap->distance_cm > kFarSnapCm ? 1 : 0;
    } else {
        ++fate.off_street;
    }
    return true;
}

bool put_in_area(Incident& incident, const std::string& id, const std::vector<Area>& areas,
                 RowOutcome& fate) {
    const auto at = std::ranges::lower_bound(
        areas, id, {}, [](const Area& area) -> const std::string& { return area.id; });
    if (at == areas.end() || at->id != id) {
        ++fate.without_area;
        return false;
    }
    incident.area = static_cast<std::uint32_t>(at - areas.begin());
    return true;
}

std::map<std::vector<std::string>, std::uint16_t> number_groups(const IncidentRows& read,
                                                                const Layer& layer) {
    std::map<std::vector<std::string>, std::uint16_t> groups;
    for (const IncidentRow& row : read.rows)
        groups.emplace(row.labels, 0);
    if (groups.size() > 1000)
        throw Error(ErrorKind::input, layer.title,
                    fmt::format("the group columns make {} groups", groups.size()),
                    "name columns with few values, such as race or sex");
    std::uint16_t next = 0;
    for (auto& [labels, group] : groups)
        group = next++;
    return groups;
}

auto incident_order(const Incident& i) {
    return std::tuple(i.area, i.year, i.place, i.group, i.point, i.count, i.fatal);
}

/// How many rows share their point with at least five others: often a station or a hospital that
/// stands in for the real place.
std::size_t crowded_rows(const std::vector<Incident>& incidents) {
    std::map<Point, std::size_t> rows;
    for (const Incident& incident : incidents)
        ++rows[incident.point];
    std::size_t crowded = 0;
    for (const auto& [point, count] : rows)
        crowded += count >= kCrowdedPoint ? count : 0;
    return crowded;
}

void report_merged(const IncidentsSpec& spec, const std::vector<std::vector<std::string>>& merged,
                   std::vector<Finding>& findings) {
    for (std::size_t column = 0; column < merged.size(); ++column)
        if (!merged[column].empty())
            add_note(findings, "incidents",
                     fmt::format("{}: {} of its words counted together as \"{}\", since some stand "
                                 "for fewer than 11 deaths",
                                 spec.groups[column], plain_count(merged[column].size()),
                                 kMergedLabel));
}

/// All rows, but no more than those reported by category where a small category is not: else the
/// small count would follow by subtraction.
std::string rows_read(const Layer& layer, const IncidentRows& read, const RowOutcome& fate) {
    const std::size_t parts[] = {static_cast<std::size_t>(layer.without_geometry),
                                 read.undated,
                                 read.other_years,
                                 fate.without_area,
                                 fate.deaths,
                                 fate.survived,
                                 fate.held_out};
    std::size_t reported = 0, rows = 0;
    for (const std::size_t part : parts) {
        rows += part;
        reported += part < kSmallestShownCount ? 0 : part;
    }
    return reported == rows ? guarded_count(rows)
                            : "at least " + pretty(least_of_step(reported), 0);
}

void report_drops(const Layer& layer, const IncidentsSpec& spec, const IncidentRows& read,
                  const RowOutcome& fate, std::vector<Finding>& findings) {
    add_note(findings, "incidents",
             fmt::format("{}: {} rows read", layer.title, rows_read(layer, read, fate)));
    if (layer.without_geometry > 0)
        add_warning(findings, "incidents",
                    guarded_count(static_cast<std::size_t>(layer.without_geometry)) +
                        " rows dropped: no coordinates");
    if (read.undated > 0)
        add_warning(
            findings, "incidents",
            fmt::format("{} rows without {} dropped", guarded_count(read.undated), spec.date));
    if (read.other_years > 0)
        add_note(findings, "incidents", guarded_count(read.other_years) + " rows of other years");
}

void report_fate(const RowOutcome& fate, std::vector<Finding>& findings) {
    if (fate.without_area > 0)
        add_warning(findings, "incidents",
                    guarded_count(fate.without_area) +
                        " rows dropped: more than 1,000 m outside every area, or an unknown area");
    if (fate.just_outside > 0)
        add_note(findings, "incidents",
                 guarded_count(fate.just_outside) +
                     " rows lie up to 1,000 m outside the areas; they count for the nearest");
    if (fate.off_street > 0)
        add_warning(findings, "incidents",
                    guarded_count(fate.off_street) +
                        " rows lie more than 1,000 m from every street of the main network; they "
                        "count for their area only");
    if (fate.placed > 0)
        add_note(findings, "incidents",
                 fmt::format("{} snapped to a street more than 100 m away",
                             guarded_share(fate.far_snaps, fate.placed)));
}

void report_used(const IncidentsSpec& spec, const std::vector<Incident>& incidents,
                 std::vector<Finding>& findings) {
    double deaths = 0, others = 0, held_out = 0;
    for (const Incident& i : incidents)
        (i.held_out ? held_out : i.fatal ? deaths : others) += i.count;
    const auto say = [](double count) { return guarded_count(static_cast<std::size_t>(count)); };
    add_note(findings, "incidents",
             fmt::format("{} deaths used, {} to {}{}", say(deaths), spec.years.first,
                         spec.years.last,
                         deaths < kSmallestShownCount
                             ? ""
                             : fmt::format(" ({} a year)",
                                           pretty(stepped_count(static_cast<std::size_t>(deaths)) /
                                                      spec.years.count(),
                                                  1))));
    if (others > 0)
        add_note(findings, "incidents", say(others) + " overdoses that were survived");
    if (spec.holdout)
        add_note(findings, "incidents",
                 fmt::format("{} held out, {} to {}", say(held_out), spec.holdout->first,
                             spec.holdout->last));
    const std::size_t crowded = spec.area.empty() ? crowded_rows(incidents) : 0;
    if (crowded > 0)
        add_warning(findings, "incidents",
                    fmt::format("{} rows share their exact place with at least five others; such "
                                "places may stand in for others that were not known",
                                guarded_count(crowded)));
}

} // namespace

std::optional<std::uint32_t> area_of(const ShapeIndex& shapes, Point point) {
    if (const auto inside = shapes.covering(point))
        return inside;
    const auto near = shapes.within(point, kJustOutsideCm);
    return near.empty() ? std::nullopt : std::optional(near.front().row);
}

IncidentTable read_incidents(const IncidentsSpec& spec, const Ground& ground,
                             const AreaLookup& areas, std::vector<Finding>& findings) {
    LayerWish wish;
    wish.fields = incident_columns(spec);
    wish.geometry_needed = spec.area.empty();
    wish.drop_without_geometry = true;
    LayerSpec source = spec.layer;
    source.is_confidential = true;
    const Layer layer = read_layer(source, wish);
    report_crs("incidents", layer, findings);
    if (wish.geometry_needed)
        expect_near(ground.extent, layer);

    const IncidentRows read = read_incident_rows(spec, layer);
    const auto groups = number_groups(read, layer);
    IncidentTable table;
    RowOutcome fate;
    for (const IncidentRow& row : read.rows) {
        stop_if_interrupted();
        const Feature& feature = layer.features[row.feature];
        Incident incident;
        incident.count = row.count;
        incident.year = row.year;
        incident.fatal = row.fatal;
        incident.held_out = row.held_out;
        incident.group = groups.at(row.labels);
        const bool is_kept =
            spec.area.empty()
                ? put_on_ground(incident, feature, ground, areas, fate)
                : put_in_area(incident, visible_text(feature.values[layer.column(spec.area)]),
                              *areas.areas, fate);
        if (!is_kept)
            continue;
        ++(incident.held_out ? fate.held_out : incident.fatal ? fate.deaths : fate.survived);
        table.incidents.push_back(incident);
    }
    report_drops(layer, spec, read, fate, findings);
    if (table.incidents.empty())
        throw Error(ErrorKind::input, layer.title,
                    fmt::format("no row falls in the years {} to {} and in an area",
                                spec.years.first, spec.years.last),
                    "check years, the date column and that the areas are of the same city");
    for (const auto& [labels, group] : groups)
        table.groups.push_back({labels});
    report_merged(spec, merge_rare_labels(table, spec.groups.size()), findings);
    std::ranges::sort(table.incidents, {}, incident_order);
    report_fate(fate, findings);
    report_used(spec, table.incidents, findings);
    return table;
}

} // namespace careshed
