#include <catch2/catch.hpp>

#include <set>

#include <nlohmann/json.hpp>

#include "engine/inputs/config_tree.hpp"
#include "engine/inputs/field_check.hpp"
#include "engine/inputs/fields.hpp"
#include "engine/inputs/scenario_reference.hpp"
#include "engine/inputs/value_check.hpp"

namespace careshed::fields_test {

namespace {

/// Complaints of the field's own check about a TOML value.
std::vector<Complaint> complaints_about(const Field& field, const std::string& value) {
    const ConfigValue root = parse_toml("x = " + value + "\n", "t.toml");
    std::vector<Complaint> complaints;
    check_value(field, root.table()->values.at("x"), complaints);
    return complaints;
}

} // namespace

TEST_CASE("Every field's example passes its own check and its help is a sentence", "[inputs]") {
    std::set<std::string> paths;
    for (const Field& field : scenario_fields()) {
        INFO(field.path);
        CHECK(paths.insert(field.path).second);
        CHECK(complaints_about(field, field.example).empty());
        CHECK(field.help.ends_with('.'));
        CHECK(find_section(section_of(field.path)) != nullptr);
        CHECK_FALSE((field.required && !field.default_text.empty()));
    }
}

TEST_CASE("Values just inside a field's range pass and just outside fail", "[inputs]") {
    int checked_fields = 0;
    for (const Field& field : scenario_fields()) {
        if (field.type != FieldType::whole || !field.high)
            continue;
        INFO(field.path);
        ++checked_fields;
        const auto low = static_cast<long>(*field.low), high = static_cast<long>(*field.high);
        CHECK(complaints_about(field, std::to_string(low)).empty());
        CHECK(complaints_about(field, std::to_string(high)).empty());
        CHECK(complaints_about(field, std::to_string(low - 1)).size() == 1);
        CHECK(complaints_about(field, std::to_string(high + 1)).size() == 1);
    }
    CHECK(checked_fields >= 4);
}

TEST_CASE("Distances and times carry their unit", "[inputs]") {
    CHECK(*parse_distance("1000 ft") == Approx(304.8));
    CHECK(*parse_distance("200 m") == 200);
    CHECK(*parse_distance("200m") == 200);
    CHECK(*parse_distance("0.5 mi") == Approx(804.672));
    CHECK(*parse_distance("1.2 km") == Approx(1200));
    CHECK(*parse_duration("30 min") == 30);
    CHECK(*parse_duration("1.5 h") == 90);
    for (const char* wrong :
         {"", "m", "200", "200 parsecs", "1,000 ft", "1e999 m", "1 000 m", "-", "m 5"}) {
        INFO(wrong);
        CHECK_FALSE(parse_distance(wrong).has_value());
    }
}

TEST_CASE("The reference page and the JSON Schema hold every key", "[inputs]") {
    const std::string page = scenario_reference_page();
    const auto schema = nlohmann::json::parse(scenario_json_schema());
    for (const Field& field : scenario_fields()) {
        INFO(field.path);
        const nlohmann::json* node = &schema;
        std::string rest = field.path + ".";
        for (std::size_t dot; (dot = rest.find('.')) != std::string::npos;
             rest = rest.substr(dot + 1)) {
            node = &node->at("properties").at(rest.substr(0, dot));
            if (node->contains("items") && node->at("items").contains("properties"))
                node = &node->at("items");
        }
        CHECK(node->at("description") == field.help);
        CHECK(page.find("| `" + field.path.substr(field.path.rfind('.') + 1) + "` |") !=
              std::string::npos);
        CHECK(page.find(field.help) != std::string::npos);
    }
    CHECK(schema.at("additionalProperties") == false);
}

} // namespace careshed::fields_test
