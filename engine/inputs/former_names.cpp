#include "engine/inputs/former_names.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

#include <fmt/format.h>

namespace careshed {

namespace {

/// A key of a table, by its name before and now.
struct FormerKey {
    const char *table, *former, *present;
};
constexpr std::array kFormerKeys{
    FormerKey{"run", "worlds", "replications"},
    FormerKey{"model.overrides", "taste_sigma", "propensity_sigma"},
};

/// A word of a choice, by its name before and now.
struct FormerWord {
    const char *table, *key, *former, *present;
};
constexpr std::array kFormerWords{FormerWord{"model", "queue", "played", "simulated"}};

/// The table at a path such as "model.overrides"; null where there is none.
ConfigTable* table_at(ConfigValue& root, const std::string& path) {
    ConfigValue* value = &root;
    for (std::size_t from = 0; from <= path.size();) {
        const std::size_t end = std::min(path.find('.', from), path.size());
        auto* const table = std::get_if<ConfigTable>(&value->value);
        const auto inner = table ? table->values.find(path.substr(from, end - from))
                                 : std::map<std::string, ConfigValue>::iterator{};
        if (!table || inner == table->values.end())
            return nullptr;
        value = &inner->second;
        from = end + 1;
    }
    return std::get_if<ConfigTable>(&value->value);
}

} // namespace

void replace_former_names(ConfigValue& root, std::vector<std::string>& notes,
                          std::vector<Complaint>& complaints) {
    for (const FormerKey& key : kFormerKeys) {
        ConfigTable* const table = table_at(root, key.table);
        if (!table || !table->values.contains(key.former))
            continue;
        const std::string place = table->key_places.at(key.former);
        if (table->values.contains(key.present)) {
            complaints.push_back({place,
                                  fmt::format("{0}.{1} and {0}.{2} are the same key", key.table,
                                              key.former, key.present),
                                  fmt::format("keep {}, its present name", key.present)});
            table->values.erase(key.former);
            continue;
        }
        auto value = table->values.extract(key.former);
        auto named_at = table->key_places.extract(key.former);
        value.key() = named_at.key() = key.present;
        table->values.insert(std::move(value));
        table->key_places.insert(std::move(named_at));
        notes.push_back(fmt::format("{}: {}.{} is now called {}; both names work", place, key.table,
                                    key.former, key.present));
    }
    for (const FormerWord& word : kFormerWords) {
        ConfigTable* const table = table_at(root, word.table);
        const auto value =
            table ? table->values.find(word.key) : std::map<std::string, ConfigValue>::iterator{};
        if (!table || value == table->values.end() || !value->second.text() ||
            *value->second.text() != word.former)
            continue;
        value->second.value = std::string(word.present);
        notes.push_back(fmt::format("{}: {}.{} = \"{}\" is now called \"{}\"; both words work",
                                    value->second.place, word.table, word.key, word.former,
                                    word.present));
    }
}

std::string present_word(const std::string& key, const std::string& word) {
    for (const FormerWord& one : kFormerWords)
        if (key == one.key && word == one.former)
            return one.present;
    return word;
}

} // namespace careshed
