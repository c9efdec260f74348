#include "tools/careshed/prepared_study.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <utility>

#include "engine/access/walk_cache.hpp"
#include "engine/city/build_city.hpp"
#include "engine/core/error.hpp"
#include "engine/core/replaceable.hpp"
#include "engine/inputs/scenario_file.hpp"
#include "engine/inputs/scenario_sources.hpp"
#include "tools/careshed/stage_log.hpp"

namespace careshed {

namespace {

/// The farthest the revealed decay reaches in any draw: rows beyond it are visited for `stated`
/// only.
Deciseconds revealed_limit(const Scenario& scenario) {
    Deciseconds limit =
        decay_limit(default_parameters(scenario.model.overrides).uptake, DecaySet::revealed);
    for (int draw = 0; draw < scenario.run.draws; ++draw) {
        const Parameters parameters = drawn_parameters(scenario.model.overrides, scenario.run.seed,
                                                       static_cast<std::uint32_t>(draw));
        limit = std::max(limit, decay_limit(parameters.uptake, DecaySet::revealed));
    }
    return limit;
}

void require_deaths(const Scenario& scenario, const StudyPopulation& population) {
    if (population.incidence.recorded_a_year > 0)
        return;
    throw Error(ErrorKind::input, scenario.incidents.layer.place,
                "no deaths are recorded inside the city's areas in the years " +
                    std::to_string(scenario.incidents.years.first) + " to " +
                    std::to_string(scenario.incidents.years.last),
                "check years, date and fatal, and that areas and incidents cover the same city");
}

void require_inputs_outside(const std::filesystem::path& out, const Invocation& invocation,
                            const Scenario& scenario) {
    std::vector<std::filesystem::path> inputs = sources_of(scenario);
    inputs.push_back(invocation.input);
    inputs.push_back(invocation.data);
    refuse_to_replace_inputs(out, inputs);
}

void tell(StageLog& log, std::optional<CacheFolder>& cache) {
    if (cache)
        for (const std::string& note : cache->take_notes())
            log.note("cache: " + note);
}

} // namespace

void require_data_folder(const Invocation& invocation) {
    std::error_code ignored;
    if (invocation.data.empty() || std::filesystem::is_directory(invocation.data, ignored))
        return;
    throw Error(ErrorKind::resource, invocation.data.string(),
                std::filesystem::exists(invocation.data, ignored) ? "not a folder"
                                                                  : "no such folder",
                "--data or the environment's CARESHED_DATA must name the folder of the layers");
}

std::optional<CacheFolder> cache_of(const Invocation& invocation) {
    return invocation.cache.empty() ? std::nullopt : std::optional<CacheFolder>(invocation.cache);
}

Scenario load_scenario(const Invocation& invocation) {
    require_data_folder(invocation);
    Scenario scenario =
        invocation.scenario_text.empty()
            ? read_scenario(invocation.input, invocation.data)
            : parse_scenario(invocation.scenario_text, invocation.input, invocation.data);
    scenario.run.seed = invocation.seed.value_or(scenario.run.seed);
    scenario.run.draws = invocation.draws.value_or(scenario.run.draws);
    scenario.model.structure = invocation.structure.value_or(scenario.model.structure);
    scenario.model.decay = invocation.decay.value_or(scenario.model.decay);
    scenario.model.inversion = invocation.inversion.value_or(scenario.model.inversion);
    scenario.model.fatality = invocation.fatality.value_or(scenario.model.fatality);
    scenario.model.history = invocation.history.value_or(scenario.model.history);
    scenario.model.queue = invocation.queue.value_or(scenario.model.queue);
    scenario.model.pace = invocation.pace.value_or(scenario.model.pace);
    check_overrides(scenario.model);
    return scenario;
}

LivesSpec lives_spec(const ModelSpec& model) {
    return {model.history == "on" ? History::on : History::off, model.queue == "played"};
}

Pace pace_of(const ModelSpec& model) {
    Pace pace = model.pace == "impaired" ? impaired_pace() : Pace{};
    pace.crossing_ds = static_cast<std::uint32_t>(std::lround(model.crossing_wait.value() * 600));
    return pace;
}

Deciseconds walk_limit_of(const Scenario& scenario) {
    if (scenario.model.walk_limit)
        return Deciseconds(static_cast<std::uint32_t>(scenario.model.walk_limit->value() * 600));
    const Parameters parameters = default_parameters(scenario.model.overrides);
    return std::max(decay_limit(parameters.uptake, DecaySet::stated),
                    decay_limit(parameters.uptake, DecaySet::revealed));
}

double people_at_risk(const City& city, const Scenario& scenario) {
    const Parameters parameters = default_parameters(scenario.model.overrides);
    double residents = 0;
    for (const Area& area : city.areas)
        residents += area.population;
    return residents * parameters.prevalence.adult_share *
           parameters.prevalence.people_using_illicit_opioids;
}

std::unique_ptr<PreparedStudy> prepare_study(const Invocation& invocation) {
    StageLog log(invocation.verbosity);
    auto study = std::make_unique<PreparedStudy>();
    study->scenario = load_scenario(invocation);
    require_inputs_outside(invocation.out, invocation, study->scenario);
    std::optional<CacheFolder> cache = cache_of(invocation);
    CacheFolder* const kept = cache ? &*cache : nullptr;
    study->city = build_city(study->scenario, kept);
    tell(log, cache);
    log.done("city: layers read, candidates placed");
    const Deciseconds limit = walk_limit_of(study->scenario);
    study->network = walk_network(study->city.streets, pace_of(study->scenario.model));
    study->walk_times =
        walk_times({&study->network, study->city.candidates, limit}, invocation.threads, kept);
    tell(log, cache);
    log.done("walking times");
    study->population = make_study_population(study->city, study->scenario.run.seed,
                                              people_at_risk(study->city, study->scenario));
    require_deaths(study->scenario, study->population);
    log.done("people at risk");

    const Deciseconds near = std::min(revealed_limit(study->scenario), limit);
    study->reach = parallel_map<SiteReach>(
        study->city.candidates.size(), invocation.threads, [&](std::size_t site) {
            return reach_of(study->population, study->walk_times, site, near);
        });
    log.done("who can walk to which site");
    study->plan = {&study->scenario,   &study->population,
                   &study->reach,      limit,
                   invocation.threads, stderr_progress(invocation.progress)};
    return study;
}

} // namespace careshed
