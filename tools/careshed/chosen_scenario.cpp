#include "tools/careshed/chosen_scenario.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/core/replaceable.hpp"
#include "engine/core/visible_text.hpp"
#include "engine/inputs/scenario_sources.hpp"
#include "models/careshed.hpp"
#include "tools/careshed/standard_streams.hpp"

namespace careshed {

namespace {

void require_data_folder(const Invocation& invocation) {
    std::error_code ignored;
    if (invocation.data.empty() || std::filesystem::is_directory(invocation.data, ignored))
        return;
    throw Error(ErrorKind::resource, invocation.data.string(),
                std::filesystem::exists(invocation.data, ignored) ? "not a folder"
                                                                  : "no such folder",
                "--data or the environment's CARESHED_DATA must name the folder of the layers");
}

} // namespace

Scenario chosen_scenario(const Invocation& invocation) {
    require_data_folder(invocation);
    Scenario scenario =
        invocation.scenario_text.empty()
            ? read_scenario(invocation.input, invocation.data)
            : parse_scenario(invocation.scenario_text, invocation.input, invocation.data);
    if (invocation.verbosity >= 0)
        for (const std::string& note : scenario.notes)
            say(fmt::format("note: {}\n", message_text(note)));
    scenario.inputs = invocation.inputs;
    scenario.run.seed = invocation.seed.value_or(scenario.run.seed);
    scenario.run.draws = invocation.draws.value_or(scenario.run.draws);
    scenario.model.structure = invocation.structure.value_or(scenario.model.structure);
    scenario.model.decay = invocation.decay.value_or(scenario.model.decay);
    scenario.model.inversion = invocation.inversion.value_or(scenario.model.inversion);
    scenario.model.fatality = invocation.fatality.value_or(scenario.model.fatality);
    scenario.model.history = invocation.history.value_or(scenario.model.history);
    scenario.model.queue = invocation.queue.value_or(scenario.model.queue);
    scenario.model.pace = invocation.pace.value_or(scenario.model.pace);
    require_known_overrides(scenario.model);
    return scenario;
}

void refuse_results_over_inputs(const Invocation& invocation, const Scenario& scenario) {
    std::vector<std::filesystem::path> inputs = sources_of(scenario);
    inputs.push_back(invocation.input);
    inputs.push_back(invocation.data);
    refuse_to_replace_inputs(invocation.out, inputs);
}

} // namespace careshed
