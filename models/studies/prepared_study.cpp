#include "models/studies/prepared_study.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "engine/access/walk_cache.hpp"
#include "engine/city/build_city.hpp"
#include "engine/core/cache_folder.hpp"
#include "engine/core/error.hpp"
#include "engine/inputs/input_files.hpp"

namespace careshed {

namespace {

/// Largest reach of the revealed decay in any draw: rows beyond it are visited for `stated` only.
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

/// Cache kept between runs, and notes on its use.
class Cache {
  public:
    explicit Cache(const RunOptions& options) : stages_(options.stages) {
        if (!options.cache.empty())
            folder_.emplace(options.cache);
    }
    [[nodiscard]] CacheFolder* folder() { return folder_ ? &*folder_ : nullptr; }
    void report_notes() {
        if (folder_)
            for (const std::string& note : folder_->take_notes())
                tell(stages_, StageReport::Kind::note, "cache: " + note);
    }

  private:
    StageSink stages_;
    std::optional<CacheFolder> folder_;
};

City read_city(const Scenario& scenario, Cache& cache) {
    check_overrides(scenario.model);
    City city = build_city(scenario, cache.folder());
    cache.report_notes();
    return city;
}

} // namespace

HistoriesSpec histories_spec(const ModelSpec& model) {
    return {model.history, model.queue == QueueKind::simulated};
}

Pace pace_of(const ModelSpec& model) {
    Pace pace = model.pace == PaceKind::impaired ? impaired_pace() : Pace{};
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

City city_of(const Scenario& scenario, const RunOptions& options) {
    Cache cache(options);
    return read_city(scenario, cache);
}

std::unique_ptr<PreparedStudy> prepare_study(const Scenario& scenario, const RunOptions& options) {
    auto study = std::make_unique<PreparedStudy>();
    Cache cache(options);
    study->scenario = scenario;
    study->scenario.inputs = files_read(scenario);
    study->city = read_city(scenario, cache);
    require_unchanged_inputs(study->scenario); // before hours are spent on them
    stage_ended(options.stages, "city: layers read, candidates placed");
    const Deciseconds limit = walk_limit_of(scenario);
    study->network = walk_network(study->city.streets, pace_of(scenario.model));
    study->walk_times = walk_times({&study->network, study->city.candidates, limit},
                                   options.threads, cache.folder());
    cache.report_notes();
    stage_ended(options.stages, "walking times");
    study->population = make_study_population(study->city, scenario.run.seed,
                                              people_at_risk(study->city, scenario));
    require_deaths(scenario, study->population);
    stage_ended(options.stages, "people at risk");

    const Deciseconds near = std::min(revealed_limit(scenario), limit);
    study->reach = parallel_map<SiteReach>(
        study->city.candidates.size(), options.threads, [&](std::size_t site) {
            return reach_of(study->population, study->walk_times, site, near);
        });
    stage_ended(options.stages, "who can walk to which site");
    study->plan = {&study->scenario, &study->population, &study->reach, limit,
                   options.threads,  options.progress};
    return study;
}

} // namespace careshed
