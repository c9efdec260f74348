// The scenario file, as every verb reads it.
#include <cstdint>
#include <string>
#include <variant>

#include <fmt/format.h>

#include "engine/inputs/config_tree.hpp"
#include "engine/inputs/scenario_file.hpp"
#include "tests/fuzz/fuzzed_file.hpp"
#include "tests/fuzz/verdict.hpp"

namespace careshed::fuzz {

namespace {

/// The tree with the place of every value.
std::string drawn(const ConfigValue& value) {
    std::string text = fmt::format("{} {}", value.place, shown(value));
    if (const auto* list = value.list())
        for (const ConfigValue& one : *list)
            text += fmt::format("\n{}", drawn(one));
    if (const auto* table = value.table())
        for (const auto& [key, one] : table->values)
            text += fmt::format("\n{} at {}: {}", key, table->key_places.at(key), drawn(one));
    return text;
}

std::string said(const Scenario& scenario) {
    std::string text = scenario.name + scenario.city_name + scenario.areas.id + scenario.note;
    for (const std::string& note : scenario.notes)
        text += note;
    for (const RuleSpec& rule : scenario.rules)
        text += fmt::format("{} {}\n", rule.name, rule.distance.value());
    for (const auto& [id, value] : scenario.model.overrides)
        text += fmt::format("{} {}\n", id, value);
    return text + fmt::format("{} {}", scenario.run.seed, open_hours(scenario.site.hours));
}

} // namespace

} // namespace careshed::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace careshed;
    using namespace careshed::fuzz;
    static const FuzzedFile file("scenario.toml");
    const std::string text(text_of(data, size));
    const auto tree = [&] { return drawn(parse_toml(text, "scenario.toml")); };
    const auto one = verdict_of(tree), other = verdict_of(tree);
    claim(one.value == other.value && one.words == other.words, "TOML is read twice alike");
    const auto scenario = [&] { return parse_scenario(text, file.path()); };
    const auto first = verdict_of(scenario), second = verdict_of(scenario);
    claim(first.words == second.words, "a scenario is refused twice in the same words");
    if (first.value)
        claim(said(*first.value) == said(*second.value) && first.value->text == text,
              "a scenario is read twice alike and holds its own text");
    return 0;
}
