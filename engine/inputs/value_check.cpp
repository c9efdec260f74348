#include "engine/inputs/value_check.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "engine/core/text.hpp"
#include "engine/core/visible_text.hpp"
#include "engine/inputs/number_text.hpp"
#include "engine/inputs/weekly_hours.hpp"

namespace careshed {

namespace {

struct Unit {
    std::string_view name;
    double factor;
};

/// A number, an optional blank and one of the units.
std::optional<double> parse_quantity(std::string_view text, std::span<const Unit> units) {
    const auto unit_start = text.find_first_not_of("0123456789.,+-eE \t");
    if (unit_start == std::string_view::npos)
        return std::nullopt;
    std::string_view name = text.substr(unit_start);
    while (name.ends_with(' '))
        name.remove_suffix(1);
    const auto value = parse_number(text.substr(0, unit_start));
    const auto unit = std::ranges::find(units, name, &Unit::name);
    if (!value || !std::isfinite(*value) || unit == units.end())
        return std::nullopt;
    return *value * unit->factor;
}

/// What a field's value must be, as the middle of a sentence; empty when the value is right.
class ValueCheck {
  public:
    ValueCheck(const Field& field, const ConfigValue& value) : field_(field), value_(value) {}

    [[nodiscard]] std::string must_be() {
        switch (field_.type) {
        case FieldType::text:
            return value_.text() ? "" : "text in double quotes";
        case FieldType::whole:
            return whole();
        case FieldType::number:
            return number(as_number(value_), "a number");
        case FieldType::truth:
            return std::holds_alternative<bool>(value_.value) ? "" : "true or false";
        case FieldType::distance:
            return quantity(&parse_distance,
                            "a distance with its unit, like \"1000 ft\" or \"200 m\"");
        case FieldType::duration:
            return quantity(&parse_duration, "a time with its unit, like \"30 min\"");
        case FieldType::hours:
            return hours();
        case FieldType::choice:
            return choice(value_);
        case FieldType::text_list:
        case FieldType::choice_list:
            return list();
        case FieldType::years:
            return years();
        case FieldType::numbers:
            return numbers();
        }
        return "";
    }
    /// A hint that follows from the value, if there is one.
    [[nodiscard]] const std::string& hint() const { return hint_; }

  private:
    std::string whole() {
        if (!std::holds_alternative<std::int64_t>(value_.value))
            return "a whole number";
        return number(as_number(value_), "a whole number");
    }

    std::string number(std::optional<double> value, const char* kind) const {
        if (!value || !std::isfinite(*value))
            return kind;
        const bool fits =
            (!field_.low || *value >= *field_.low) && (!field_.high || *value <= *field_.high);
        return fits ? "" : range_text(field_);
    }

    std::string quantity(std::optional<double> (*parse)(std::string_view), const char* kind) const {
        const auto amount = value_.text() ? parse(*value_.text()) : std::nullopt;
        if (!amount)
            return kind;
        const std::string problem = number(amount, kind);
        return problem.empty() ? "" : problem + " " + field_.unit;
    }

    std::string hours() {
        if (!value_.text())
            return "opening hours in double quotes";
        try {
            (void)parse_weekly_hours(*value_.text(), "");
            return "";
        } catch (const Error& error) {
            hint_ = error.complaints().front().message + "; " + error.complaints().front().hint;
            return "opening hours";
        }
    }

    std::string choice(const ConfigValue& value) {
        const std::string* text = value.text();
        if (text && std::ranges::find(field_.choices, *text) != field_.choices.end())
            return "";
        if (text)
            if (const auto near = nearest_word(*text, field_.choices); !near.empty())
                hint_ = fmt::format("did you mean \"{}\"?", near);
        if (text && field_.path == "rules.measure" && *text == "walk")
            hint_ = "walking distance is not offered yet; the straight line removes more";
        return fmt::format("{}\"{}\"", field_.choices.size() == 1 ? "" : "one of ",
                           join(field_.choices, "\", \""));
    }

    std::string list() {
        const ConfigList* values = value_.list();
        if (!values)
            return "a list like " + field_.example;
        std::set<std::string> seen;
        for (const ConfigValue& one : *values) {
            if (field_.type == FieldType::choice_list)
                if (const auto problem = choice(one); !problem.empty())
                    return fmt::format("a list from {}", problem.substr(problem.find('"')));
            if (!one.text())
                return "a list of texts like " + field_.example;
            if (!seen.insert(*one.text()).second)
                return "a list that names nothing twice";
        }
        return values->empty() && field_.type == FieldType::choice_list ? "a list of at least one"
                                                                        : "";
    }

    [[nodiscard]] std::string years() const {
        const ConfigList* values = value_.list();
        if (!values || values->size() != 2)
            return "first and last year, like " + field_.example;
        for (const ConfigValue& year : *values) {
            if (!std::holds_alternative<std::int64_t>(year.value))
                return "first and last year, like " + field_.example;
            if (const auto range = number(as_number(year), "years"); !range.empty())
                return "years within " + range;
        }
        return std::get<std::int64_t>((*values)[0].value) >
                       std::get<std::int64_t>((*values)[1].value)
                   ? "first and last year in that order"
                   : "";
    }

    std::string numbers() {
        const ConfigTable* table = value_.table();
        if (!table)
            return "a table of numbers like " + field_.example;
        for (const auto& [key, one] : table->values)
            if (const auto number = as_number(one); !number || !std::isfinite(*number)) {
                hint_ = fmt::format("{} is {}", quoted_value(key), shown(one));
                return "a table of numbers like " + field_.example;
            }
        return "";
    }

    const Field& field_;
    const ConfigValue& value_;
    std::string hint_;
};

/// The value, with the members of a short list spelled out.
std::string shown_value(const ConfigValue& value) {
    const ConfigList* list = value.list();
    if (!list || list->size() > 6)
        return shown(value);
    std::vector<std::string> parts;
    for (const ConfigValue& one : *list)
        parts.push_back(shown(one));
    return fmt::format("[{}]", join(parts, ", "));
}

} // namespace

std::optional<double> as_number(const ConfigValue& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value.value))
        return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(&value.value))
        return *real;
    return std::nullopt;
}

std::optional<double> parse_distance(std::string_view text) {
    // International foot and statute mile, exact by definition.
    static constexpr std::array<Unit, 8> kUnits = {{{"m", 1},
                                                    {"km", 1000},
                                                    {"ft", 0.3048},
                                                    {"feet", 0.3048},
                                                    {"mi", 1609.344},
                                                    {"mile", 1609.344},
                                                    {"miles", 1609.344},
                                                    {"yd", 0.9144}}};
    return parse_quantity(text, kUnits);
}

std::optional<double> parse_duration(std::string_view text) {
    static constexpr std::array<Unit, 4> kUnits = {
        {{"min", 1}, {"minutes", 1}, {"h", 60}, {"s", 1.0 / 60}}};
    return parse_quantity(text, kUnits);
}

void check_value(const Field& field, const ConfigValue& value, std::vector<Complaint>& complaints) {
    ValueCheck check(field, value);
    const std::string must_be = check.must_be();
    if (must_be.empty())
        return;
    std::string hint = check.hint();
    if (hint.empty() && !field.default_text.empty())
        hint = "remove it for the default, " + field.default_text;
    else if (hint.empty())
        hint = "for example " + field.example;
    complaints.push_back(
        {value.place, fmt::format("{} must be {}, got {}", field.path, must_be, shown_value(value)),
         hint});
}

} // namespace careshed
