#include "engine/city/rules.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include <fmt/format.h>

#include "engine/core/error.hpp"
#include "engine/core/text.hpp"
#include "engine/core/visible_text.hpp"
#include "engine/inputs/findings.hpp"

namespace careshed {

namespace {

void check_feature(FaultFinder& faults, const Feature& feature, ComplaintList& complaints) {
    if (feature.kind != GeometryKind::polygon)
        return;
    if (const auto fault = faults.find(feature))
        complaints.add(faults.layer().place(feature), "polygon is not valid: " + fault->reason,
                       "repair it, for example: ogr2ogr -makevalid repaired.gpkg the-layer's-file");
}

Rule read_rule(const RuleSpec& spec, const Ground& ground, std::vector<Finding>& findings) {
    LayerWish wish;
    wish.kind = GeometryKind::none; // points, lines and polygons can all be kept away from
    wish.drop_without_geometry = true;
    if (const std::string name = find_column(spec.away_from, "name"); !name.empty())
        wish.fields = {name};
    const Layer layer = read_layer(spec.away_from, wish);
    report_crs("rules", layer, findings);
    expect_near(ground.extent, layer);

    ComplaintList complaints;
    FaultFinder faults(layer);
    std::vector<std::string> labels;
    std::vector<Shape> shapes;
    for (const Feature& feature : layer.features) {
        if (!is_near(ground.extent, feature))
            continue;
        check_feature(faults, feature, complaints);
        Shape shape = project_shape(ground.grid, feature);
        if (shape.parts.empty())
            continue;
        const bool is_named = !feature.values.empty() && !feature.values.front().empty();
        labels.push_back(is_named ? visible_text(feature.values.front())
                                  : fmt::format("feature {}", feature.number));
        shapes.push_back(std::move(shape));
    }
    complaints.throw_if_any();
    if (layer.without_geometry > 0)
        add_warning(findings, "rules",
                    fmt::format("rule \"{}\": {} features of {} have no place and forbid nothing",
                                spec.name, layer.without_geometry, layer.title));
    return make_rule(spec.name, spec.distance, std::move(labels), std::move(shapes));
}

} // namespace

Rule make_rule(std::string name, Metres distance, std::vector<std::string> labels,
               std::vector<Shape> shapes) {
    // Features in an order of their own, so that equal distances name the same one in any row
    // order.
    std::vector<std::size_t> order(labels.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {},
                      [&](std::size_t i) { return std::tie(labels[i], shapes[i].parts); });
    Rule rule;
    rule.name = std::move(name);
    rule.distance_cm = static_cast<std::int64_t>(std::floor(distance.value() * 100 + 0.5));
    std::vector<Shape> ordered;
    for (const std::size_t i : order) {
        rule.labels.push_back(labels[i]);
        ordered.push_back(shapes[i]);
    }
    rule.features = std::make_unique<ShapeIndex>(ordered);
    return rule;
}

std::vector<Rule> read_rules(std::span<const RuleSpec> specs, const Ground& ground,
                             std::vector<Finding>& findings) {
    std::vector<Rule> rules;
    for (const RuleSpec& spec : specs)
        rules.push_back(read_rule(spec, ground, findings));
    return rules;
}

std::vector<Rule> rules_of(const City& city, std::span<const RuleSpec> specs) {
    const Ground ground{city.grid, city.extent, &city.streets, nullptr, nullptr};
    std::vector<Finding> known;
    return read_rules(specs, ground, known);
}

std::optional<Violation> first_violation(std::span<const Rule> rules,
                                         std::span<const Point> points) {
    for (const Rule& rule : rules) {
        std::optional<NearShape> nearest;
        for (const Point point : points) {
            const auto near = rule.features->within(point, rule.distance_cm);
            if (!near.empty() && (!nearest || std::tie(near.front().distance_cm, near.front().row) <
                                                  std::tie(nearest->distance_cm, nearest->row)))
                nearest = near.front();
        }
        if (nearest)
            return Violation{rule.name, rule.labels[nearest->row],
                             static_cast<double>(nearest->distance_cm) / 100};
    }
    return std::nullopt;
}

} // namespace careshed
