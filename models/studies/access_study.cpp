#include "models/studies/access_study.hpp"

#include <algorithm>
#include <limits>

#include "engine/access/drive_times.hpp"
#include "engine/access/kerbs.hpp"
#include "engine/city/rules.hpp"
#include "engine/inputs/input_files.hpp"
#include "models/mechanisms/ems.hpp"
#include "models/studies/site_choice.hpp"

namespace careshed {

namespace {

constexpr Deciseconds kLongestWalk{kWalkMinutes.back() * 600};

/// Each row stands for an even part of its area's residents.
std::vector<double> residents_by_row(const StudyPopulation& population) {
    std::vector<double> residents(population.people.size());
    const auto& first = population.people.first_of_area;
    for (std::size_t area = 0; area + 1 < first.size(); ++area)
        for (std::uint32_t row = first[area]; row < first[area + 1]; ++row)
            residents[row] = population.residents[area] / (first[area + 1] - first[area]);
    return residents;
}

AccessTable home_walks(const AccessStudy& study, Threads threads) {
    const std::vector<Place>& homes = study.prepared->population.people.private_place;
    const auto by_site = parallel_map<std::vector<AccessRow>>(
        study.times.to_candidate.size(), threads, [&](std::size_t site) {
            const auto walks = times_from_places(
                *study.times.network, study.times.to_candidate[site], kLongestWalk, homes);
            std::vector<AccessRow> rows;
            for (std::uint32_t row = 0; row < walks.size(); ++row)
                if (walks[row] != kUnreached)
                    rows.push_back({row, walks[row]});
            return rows;
        });
    return access_table(by_site);
}

/// Walks up to model.walk_limit or the end of the decay, from each candidate's reach.
AccessTable far_walks(const PreparedStudy& prepared) {
    std::vector<std::vector<AccessRow>> by_site;
    for (const SiteReach& reach : prepared.reach) {
        std::vector<AccessRow>& rows = by_site.emplace_back();
        for (const WalkerRow& walker : reach.walkers)
            if (walker.walk_ds[kPrivate] <= prepared.plan.walk_limit.value())
                rows.push_back({walker.row, walker.walk_ds[kPrivate]});
        std::ranges::sort(rows, {}, &AccessRow::who);
    }
    return access_table(by_site);
}

/// Minutes from the call until the crew is at a place, at the street speed that the model fits to
/// the published mean; infinite where nothing drives.
class Response {
  public:
    explicit Response(const DrawSetup& central)
        : ems_(&central.parameters.ems),
          minutes_per_metre_(
              central.fit.drive_km_per_hour > 0 ? 0.06 / central.fit.drive_km_per_hour : 0) {}

    [[nodiscard]] double minutes(std::uint32_t drive_cm, std::uint32_t walk_ds) const {
        return drive_cm == kNoWay ? std::numeric_limits<double>::infinity()
                                  : response_minutes(*ems_, minutes_per_metre_, drive_cm / 100.0) +
                                        walk_ds / kDecisecondsAMinute;
    }

  private:
    const EmsParameters* ems_;
    double minutes_per_metre_;
};

void add_response(AccessStudy& study, const DrawSetup& central) {
    const City& city = study.prepared->city;
    const StudyPopulation& population = study.prepared->population;
    study.drive_km_per_hour = central.fit.drive_km_per_hour;
    const Response response(central);
    for (std::size_t row = 0; row < population.drive_cm[kPrivate].size(); ++row)
        study.home_response.push_back(response.minutes(population.drive_cm[kPrivate][row],
                                                       population.walk_ds[kPrivate][row]));
    if (city.stations.empty())
        return;
    std::vector<Place> middles;
    for (std::uint32_t edge = 0; edge < city.streets.edges.size(); ++edge)
        middles.push_back({edge, 32768});
    const DriveNetwork roads = drive_lengths(city.streets);
    const std::vector<Kerb> kerbs = kerbs_of(city.streets, middles);
    const auto drives = drive_to_places(roads, drive_to_nodes(roads, city.stations), city.stations,
                                        places_of(kerbs));
    for (std::size_t edge = 0; edge < drives.size(); ++edge)
        study.response_minutes.push_back(response.minutes(drives[edge], kerbs[edge].walk_ds));
}

std::vector<std::vector<Walkshed>> draw_walksheds(const AccessStudy& study, Threads threads) {
    const StreetIndex index(study.prepared->city.streets);
    const WalkGround ground{study.times.network, &index};
    return parallel_map<std::vector<Walkshed>>(
        study.times.to_candidate.size(), threads, [&](std::size_t site) {
            return walksheds_of(ground, study.times.to_candidate[site], kWalkMinutes);
        });
}

} // namespace

AccessStudy study_access(const Scenario& scenario, const std::string& site,
                         const RunOptions& options) {
    AccessStudy study;
    study.prepared = prepare_study(scenario, options);
    const PreparedStudy& prepared = *study.prepared;
    if (!site.empty())
        study.shown = chosen_site(prepared.city, {site});
    study.times = compute_walk_times(prepared.network, prepared.city.candidates, kLongestWalk,
                                     options.threads);
    study.residents = residents_by_row(prepared.population);
    const DrawSetup central = set_up_central(prepared.plan);
    for (const FittedPerson& person : central.fit.rows)
        study.people_at_risk.push_back(person.people);
    study.walks = home_walks(study, options.threads);
    study.far_walks = far_walks(prepared);
    stage_ended(options.stages, "walks from home");
    study.walksheds = draw_walksheds(study, options.threads);
    stage_ended(options.stages, "walksheds");
    add_response(study, central);
    stage_ended(options.stages, "ambulance response");
    if (!prepared.scenario.rules.empty()) {
        study.legal = legal_space(
            prepared.city, rules_of(prepared.city, prepared.scenario.rules),
            {pieces_by_area(prepared.city), prepared.population.incidence.means}, options.threads);
        require_unchanged_inputs(prepared.scenario); // rules were read once more
        stage_ended(options.stages, "legal space");
    }
    return study;
}

} // namespace careshed
