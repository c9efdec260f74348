// Where a site may not stand: at most so far, in a straight line, from features of a layer.
// Measured from the address to the feature's nearest point (a polygon's edge: the property line) in
// whole centimetres; exactly at the distance is forbidden.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/city/ground.hpp"
#include "engine/city/shapes.hpp"

namespace careshed {

/// A rule with its features ready to be asked.
struct Rule {
    std::string name;
    std::int64_t distance_cm = 0;
    std::vector<std::string> labels; ///< features, by name and place
    std::unique_ptr<ShapeIndex> features;
};

/// What forbids a place: the first rule it breaks and the nearest feature of that rule.
struct Violation {
    std::string rule;
    std::string feature;
    double distance_m = 0;
};

/// The scenario's rules with the shapes they keep away from, in its order. Throws input Errors for
/// features that are no usable shape.
[[nodiscard]] std::vector<Rule> read_rules(std::span<const RuleSpec> specs, const Ground& ground,
                                           std::vector<Finding>& findings);

/// The scenario's rules once more, for a city that is built; what was odd about them is among its
/// findings already.
[[nodiscard]] std::vector<Rule> rules_of(const City& city, std::span<const RuleSpec> specs);

/// A rule made of shapes already at hand; labels and shapes row by row.
[[nodiscard]] Rule make_rule(std::string name, Metres distance, std::vector<std::string> labels,
                             std::vector<Shape> shapes);

/// All of a site's points are held against each rule: two addresses merged into one site must both
/// keep the distance.
[[nodiscard]] std::optional<Violation> first_violation(std::span<const Rule> rules,
                                                       std::span<const Point> points);

} // namespace careshed
