#include "engine/city/areas.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/text.hpp"
#include "engine/core/visible_text.hpp"
#include "engine/inputs/findings.hpp"

namespace careshed {

namespace {

/// One feature with its district still as text.
struct AreaDraft {
    Area area;
    std::string district;
};

/// As number_of(), 0 after a complaint.
double number_or_complaint(const Layer& layer, const Feature& feature, const std::string& column,
                           ComplaintList& complaints) {
    try {
        return number_of(layer, feature, column);
    } catch (const Error& error) {
        for (const Complaint& c : error.complaints())
            complaints.add(c.where, c.message, c.hint);
        return 0;
    }
}

double population_of(const AreasSpec& spec, const Layer& layer, const Feature& feature,
                     ComplaintList& complaints) {
    const double population = number_or_complaint(layer, feature, spec.population, complaints);
    if (population < 0)
        complaints.add(
            layer.place(feature),
            fmt::format("column \"{}\": {} residents", spec.population, number(population)),
            "negative numbers often mean missing: write 0 or drop the feature");
    return population;
}

/// Nothing where the column is not given or empty.
std::optional<double> advantage_of(const AreasSpec& spec, const Layer& layer,
                                   const Feature& feature, ComplaintList& complaints) {
    constexpr double kStandsForMissing = -1e8; // census tables write -666666666 and the like
    if (spec.advantage.empty() || feature.values[layer.column(spec.advantage)].empty())
        return std::nullopt;
    const double advantage = number_or_complaint(layer, feature, spec.advantage, complaints);
    if (advantage < kStandsForMissing)
        complaints.add(layer.place(feature),
                       fmt::format("column \"{}\": {} stands for a missing number", spec.advantage,
                                   number(advantage)),
                       "leave the cell empty: the area is then left out of the ranking");
    return advantage;
}

void check_polygon(FaultFinder& faults, const Feature& feature, const Ground& ground,
                   ComplaintList& complaints) {
    if (const auto fault = faults.find(feature))
        complaints.add(faults.layer().place(feature),
                       fmt::format("polygon is not valid: {} at {:.6f}, {:.6f}", fault->reason,
                                   fault->place.lon, fault->place.lat),
                       "repair it, for example: ogr2ogr -makevalid repaired.gpkg the-layer's-file");
    else if (!is_near(ground.extent, feature))
        complaints.add(faults.layer().place(feature), "it lies more than 200 km from the streets",
                       "drop it with where = \"...\"");
}

std::vector<AreaDraft> draft_areas(const AreasSpec& spec, const Layer& layer,
                                   const Ground& ground) {
    std::vector<AreaDraft> drafts;
    std::map<std::string, std::int64_t> seen;
    ComplaintList complaints;
    FaultFinder faults(layer);
    for (const Feature& feature : layer.features) {
        AreaDraft draft;
        draft.area.id = visible_text(feature.values[0]);
        if (draft.area.id.empty())
            complaints.add(layer.place(feature), fmt::format("column \"{}\" is empty", spec.id),
                           "every area needs an id of its own");
        else if (const auto [at, is_new] = seen.emplace(draft.area.id, feature.number); !is_new)
            complaints.add(layer.place(feature),
                           fmt::format("id \"{}\" is that of feature {} too",
                                       quoted_value(draft.area.id), at->second),
                           "ids must be unique; join the pieces into one multi-polygon");
        draft.area.stable = stable_id(draft.area.id);
        draft.area.population = population_of(spec, layer, feature, complaints);
        draft.area.advantage = advantage_of(spec, layer, feature, complaints);
        if (!spec.district.empty())
            draft.district =
                feature.values[2].empty() ? "unknown district" : visible_text(feature.values[2]);
        else
            draft.district = "city";
        check_polygon(faults, feature, ground, complaints);
        drafts.push_back(std::move(draft));
    }
    complaints.throw_if_any();
    for (std::size_t i = 0; i < drafts.size(); ++i)
        drafts[i].area.polygons = project_shape(ground.grid, layer.features[i]).parts;
    return drafts;
}

void report(const Layer& layer, const AreaTable& table, std::vector<Finding>& findings) {
    double residents = 0;
    std::size_t empty = 0;
    for (const Area& area : table.areas) {
        residents += area.population;
        empty += area.population == 0 ? 1 : 0;
    }
    add_note(findings, "areas",
             fmt::format("{}: {} areas, {} residents, {} districts", layer.title,
                         plain_count(table.areas.size()), pretty(residents, 0),
                         plain_count(table.districts.size())));
    if (empty > 0)
        add_note(findings, "areas", plain_count(empty) + " areas have no residents");
    if (residents == 0)
        throw Error(ErrorKind::input, layer.title, "no area has residents",
                    "is the population column right?");
}

} // namespace

AreaTable read_areas(const AreasSpec& spec, const Ground& ground, std::vector<Finding>& findings) {
    LayerWish wish;
    wish.kind = GeometryKind::polygon;
    wish.fields = {spec.id, spec.population};
    if (!spec.district.empty())
        wish.fields.push_back(spec.district);
    if (!spec.advantage.empty())
        wish.fields.push_back(spec.advantage);
    const Layer layer = read_layer(spec.layer, wish);
    report_crs("areas", layer, findings);
    expect_near(ground.extent, layer);

    std::vector<AreaDraft> drafts = draft_areas(spec, layer, ground);
    std::ranges::sort(drafts, {},
                      [](const AreaDraft& d) -> const std::string& { return d.area.id; });
    AreaTable table;
    for (const AreaDraft& draft : drafts)
        table.districts.push_back(draft.district);
    std::ranges::sort(table.districts);
    const auto rest = std::ranges::unique(table.districts);
    table.districts.erase(rest.begin(), rest.end());
    for (AreaDraft& draft : drafts) {
        const auto at = std::ranges::lower_bound(table.districts, draft.district);
        draft.area.district = static_cast<std::uint32_t>(at - table.districts.begin());
        table.areas.push_back(std::move(draft.area));
    }
    report(layer, table, findings);
    return table;
}

std::vector<Shape> shapes_of(const std::vector<Area>& areas) {
    std::vector<Shape> shapes;
    for (const Area& area : areas)
        shapes.push_back({GeometryKind::polygon, area.polygons});
    return shapes;
}

} // namespace careshed
