#include "engine/inputs/scenario_reference.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/core/text.hpp"
#include "engine/inputs/fields.hpp"

namespace careshed {

namespace {

// Keeps the order in which keys are written, so that the schema reads like the page.
using Json = nlohmann::ordered_json;

const char* type_name(FieldType type) {
    switch (type) {
    case FieldType::text:
        return "text";
    case FieldType::whole:
        return "whole number";
    case FieldType::number:
        return "number";
    case FieldType::truth:
        return "true or false";
    case FieldType::distance:
        return "distance (m, km, ft, mi)";
    case FieldType::duration:
        return "time (min, h, s)";
    case FieldType::hours:
        return "opening hours";
    case FieldType::choice:
        return "one of";
    case FieldType::text_list:
        return "list of texts";
    case FieldType::choice_list:
        return "list from";
    case FieldType::years:
        return "first and last year";
    case FieldType::numbers:
        return "table of numbers";
    }
    return "";
}

std::string last_name(const std::string& path) { return path.substr(path.rfind('.') + 1); }

std::string field_line(const Field& field) {
    std::string type = type_name(field.type);
    if (!field.choices.empty())
        type += " `" + join(field.choices, "`, `") + "`";
    std::string range = range_text(field);
    if (!range.empty() && !field.unit.empty())
        range += " " + field.unit;
    std::string assumed = field.required ? "**required**" : "";
    if (!field.default_text.empty())
        assumed = "`" + field.default_text + "`";
    return fmt::format("| `{}` | {} | {} | {} | {} | `{}` |\n", last_name(field.path), type, range,
                       assumed, field.help, field.example);
}

std::string heading(const Section& section) {
    if (section.path.empty())
        return "## " + section.title;
    const std::string name = section.repeated ? "[[" + section.path + "]]" : section.path;
    return fmt::format("## {} (`{}`)", section.title, name);
}

Json value_schema(const Field& field) {
    switch (field.type) {
    case FieldType::whole:
        return {{"type", "integer"}};
    case FieldType::number:
        return {{"type", "number"}};
    case FieldType::truth:
        return {{"type", "boolean"}};
    case FieldType::distance:
        return {{"type", "string"}, {"pattern", "^[0-9.]+ ?(m|km|ft|feet|mi|mile|miles|yd)$"}};
    case FieldType::duration:
        return {{"type", "string"}, {"pattern", "^[0-9.]+ ?(min|minutes|h|s)$"}};
    case FieldType::choice:
        return {{"enum", field.choices}};
    case FieldType::text_list:
        return {{"type", "array"}, {"items", {{"type", "string"}}}, {"uniqueItems", true}};
    case FieldType::choice_list:
        return {{"type", "array"},
                {"items", {{"enum", field.choices}}},
                {"uniqueItems", true},
                {"minItems", 1}};
    case FieldType::years:
        return {
            {"type", "array"}, {"items", {{"type", "integer"}}}, {"minItems", 2}, {"maxItems", 2}};
    case FieldType::numbers:
        return {{"type", "object"}, {"additionalProperties", {{"type", "number"}}}};
    case FieldType::text:
    case FieldType::hours:
        break;
    }
    return {{"type", "string"}};
}

Json field_schema(const Field& field) {
    Json schema = value_schema(field);
    schema["description"] = field.help;
    Json& limited = field.type == FieldType::years ? schema["items"] : schema;
    const bool is_number = field.type == FieldType::whole || field.type == FieldType::number ||
                           field.type == FieldType::years;
    if (is_number && field.low)
        limited["minimum"] = static_cast<std::int64_t>(*field.low);
    if (is_number && field.high)
        limited["maximum"] = static_cast<std::int64_t>(*field.high);
    if (!field.default_text.empty())
        schema["$comment"] = "default: " + field.default_text;
    return schema;
}

Json section_schema(const Section& section) {
    Json schema = {
        {"type", "object"}, {"description", section.help}, {"properties", Json::object()}};
    std::vector<std::string> required;
    for (const Field& field : scenario_fields())
        if (section_of(field.path) == section.path) {
            schema["properties"][last_name(field.path)] = field_schema(field);
            if (field.required)
                required.push_back(last_name(field.path));
        }
    for (const Section& inner : scenario_sections())
        if (!inner.path.empty() && section_of(inner.path) == section.path) {
            schema["properties"][last_name(inner.path)] = section_schema(inner);
            if (inner.required)
                required.push_back(last_name(inner.path));
        }
    schema["required"] = required;
    schema["additionalProperties"] = false;
    if (!section.repeated)
        return schema;
    return {{"type", "array"}, {"items", schema}};
}

} // namespace

std::string scenario_reference_page() {
    std::string page = "# The scenario file\n\n"
                       "A scenario is a TOML file. Every key is listed here; any other key is an "
                       "error. Made from the "
                       "field table by\n`careshed reference`; the same table checks the file.\n\n"
                       "Sources are looked for as given if absolute, then in the data folder "
                       "(`--data`), then beside "
                       "the scenario file.\nWeb addresses, archives, GDAL virtual paths and VRT "
                       "files are refused, as are pipes and devices,\nviews and computed "
                       "columns of a GeoPackage, and filters that are queries (SELECT, WITH), "
                       "longer than 2,000 bytes or\nof more than 64 nested parentheses.\n";
    for (const Section& section : scenario_sections()) {
        page += fmt::format("\n{}\n\n{}{}\n", heading(section), section.help,
                            section.required && !section.path.empty() ? " Required." : "");
        std::string lines;
        for (const Field& field : scenario_fields())
            if (section_of(field.path) == section.path)
                lines += field_line(field);
        if (!lines.empty())
            page += "\n| key | type | range | default | meaning | example |\n"
                    "| --- | --- | --- | --- | --- | --- |\n" +
                    lines;
    }
    return page;
}

std::string scenario_json_schema() {
    Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                   {"title", "Careshed scenario"}};
    schema.update(section_schema(*find_section("")));
    return schema.dump(2) + "\n";
}

} // namespace careshed
