#include "engine/inputs/fields.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <fmt/format.h>

namespace careshed {

namespace {

/// As a whole number where it is one, so that large ones keep their digits.
std::string bound_text(double bound) {
    return bound == std::floor(bound) ? fmt::format("{}", static_cast<std::int64_t>(bound))
                                      : fmt::format("{}", bound);
}

} // namespace

std::span<const Section> scenario_sections() {
    static const std::vector<Section> kSections = make_sections();
    return kSections;
}

std::span<const Field> scenario_fields() {
    static const std::vector<Field> kFields = make_fields();
    return kFields;
}

const Field* find_field(const std::string& path) {
    const auto found = std::ranges::find(scenario_fields(), path, &Field::path);
    return found == scenario_fields().end() ? nullptr : &*found;
}

const Section* find_section(const std::string& path) {
    const auto found = std::ranges::find(scenario_sections(), path, &Section::path);
    return found == scenario_sections().end() ? nullptr : &*found;
}

std::string section_of(const std::string& path) {
    const auto dot = path.rfind('.');
    return dot == std::string::npos ? "" : path.substr(0, dot);
}

std::string join_path(const std::string& section, const std::string& key) {
    return section.empty() ? key : section + "." + key;
}

std::vector<std::string> keys_of(const std::string& section) {
    const auto last_name = [](const std::string& path) { return path.substr(path.rfind('.') + 1); };
    std::vector<std::string> keys;
    for (const Field& field : scenario_fields())
        if (section_of(field.path) == section)
            keys.push_back(last_name(field.path));
    for (const Section& inner : scenario_sections())
        if (!inner.path.empty() && section_of(inner.path) == section)
            keys.push_back(last_name(inner.path));
    return keys;
}

std::string range_text(const Field& field) {
    if (field.low && field.low == field.high)
        return fmt::format("{}", *field.low);
    if (field.low && field.high)
        return fmt::format("{}..{}", bound_text(*field.low), bound_text(*field.high));
    return field.low ? fmt::format("at least {}", *field.low) : "";
}

} // namespace careshed
