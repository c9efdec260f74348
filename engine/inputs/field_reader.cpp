#include "engine/inputs/field_reader.hpp"

#include <charconv>

#include "engine/core/text.hpp"
#include "engine/core/visible_text.hpp"
#include "engine/inputs/number_text.hpp"
#include "engine/inputs/value_check.hpp"

namespace careshed {

const ConfigValue* FieldReader::value(const std::string& key) const {
    if (!table_)
        return nullptr;
    const auto found = table_->values.find(key);
    return found == table_->values.end() ? nullptr : &found->second;
}

std::string FieldReader::place(const std::string& key) const {
    const ConfigValue* found = value(key);
    return found ? found->place : place_;
}

FieldReader FieldReader::inner(const std::string& key) const {
    const ConfigValue* found = value(key);
    return {found ? found->table() : nullptr, join_path(section_, key), place(key)};
}

std::string FieldReader::default_of(const std::string& key) const {
    const Field* field = find_field(join_path(section_, key));
    return field ? field->default_text : "";
}

std::string FieldReader::text(const std::string& key) const {
    const ConfigValue* found = value(key);
    return found && found->text() ? *found->text() : default_of(key);
}

std::string FieldReader::name(const std::string& key) const { return visible_text(text(key)); }

std::int64_t FieldReader::whole(const std::string& key) const {
    if (const ConfigValue* found = value(key))
        if (const auto* whole = std::get_if<std::int64_t>(&found->value))
            return *whole;
    const std::string text = default_of(key);
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

double FieldReader::number(const std::string& key) const {
    const ConfigValue* found = value(key);
    const auto number = found ? as_number(*found) : std::nullopt;
    return number ? *number : parse_number(default_of(key)).value_or(0);
}

bool FieldReader::truth(const std::string& key) const {
    const ConfigValue* found = value(key);
    const auto* truth = found ? std::get_if<bool>(&found->value) : nullptr;
    return truth ? *truth : default_of(key) == "true";
}

std::optional<double> FieldReader::measure(const std::string& key) const {
    const Field* field = find_field(join_path(section_, key));
    const std::string amount = text(key);
    if (!field || amount.empty())
        return std::nullopt;
    return field->type == FieldType::distance ? parse_distance(amount) : parse_duration(amount);
}

std::vector<std::string> FieldReader::texts(const std::string& key) const {
    std::vector<std::string> result;
    const ConfigValue* found = value(key);
    if (found && found->list()) {
        for (const ConfigValue& one : *found->list())
            if (one.text())
                result.push_back(*one.text());
        return result;
    }
    for (std::string word : split(default_of(key), ',')) {
        word.erase(0, word.find_first_not_of(' '));
        if (!word.empty())
            result.push_back(word);
    }
    return result;
}

std::optional<YearRange> FieldReader::years(const std::string& key) const {
    const ConfigValue* found = value(key);
    const ConfigList* list = found ? found->list() : nullptr;
    if (!list || list->size() != 2)
        return std::nullopt;
    const auto* first = std::get_if<std::int64_t>(&(*list)[0].value);
    const auto* last = std::get_if<std::int64_t>(&(*list)[1].value);
    if (!first || !last)
        return std::nullopt;
    return YearRange{static_cast<int>(*first), static_cast<int>(*last)};
}

} // namespace careshed
