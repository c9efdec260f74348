#include "engine/population/smooth.hpp"

#include <algorithm>

#include "engine/city/area_middle.hpp"
#include "engine/core/distributions.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/portable_math.hpp"

namespace careshed {

namespace {

/// Deaths assumed where none was recorded, so that expected counts stay above 0.
constexpr double kFewestDeaths = 1e-9;
/// Which of a draw's numbers are whose: areas have their own ids.
constexpr std::uint64_t kFieldId = 1, kLevelId = 2;

std::vector<double> recorded_deaths(const City& city) {
    std::vector<double> counts(city.areas.size(), 0.0);
    for (const Incident& incident : city.incidents)
        if (incident.fatal && !incident.held_out)
            counts[incident.area] += incident.count;
    return counts;
}

/// Residents, at least 1 % of the mean area, so that a park with deaths can hold them.
std::vector<double> exposure(const City& city) {
    double all = 0;
    for (const Area& area : city.areas)
        all += area.population;
    const double floor = std::max(0.01 * all / static_cast<double>(city.areas.size()), 1e-9);
    std::vector<double> residents;
    for (const Area& area : city.areas)
        residents.push_back(std::max(area.population, floor));
    return residents;
}

std::vector<double> scaled_to(std::vector<double> deaths, double sum) {
    const double all = sum_of(deaths);
    for (double& count : deaths)
        count *= all > 0 ? sum / all : 0;
    return deaths;
}

/// Means of log-normal risks, over the fields.
std::vector<double> means_of(const IncidencePosterior& posterior) {
    std::vector<double> deaths(posterior.record.counts.size(), 0.0);
    for (const RiskField& field : posterior.fields)
        for (std::size_t a = 0; a < deaths.size(); ++a)
            deaths[a] += field.weight * posterior.record.expected[a] *
                         portable::exp(field.mean[a] + field.variance[a] / 2);
    return scaled_to(std::move(deaths), posterior.recorded_a_year);
}

} // namespace

IncidencePosterior smooth_incidence(const City& city) {
    IncidencePosterior posterior;
    posterior.years = city.years.count();
    posterior.record.counts = recorded_deaths(city);
    posterior.record.expected = exposure(city);
    const double deaths = sum_of(posterior.record.counts);
    posterior.recorded_a_year = deaths / posterior.years;
    posterior.record.expected =
        scaled_to(std::move(posterior.record.expected), std::max(deaths, kFewestDeaths));
    posterior.fields = risk_fields_of(posterior.record, AreaOrder(middles_of(city.areas)));
    double running = 0;
    for (const RiskField& field : posterior.fields)
        posterior.running_weights.push_back(running += field.weight);
    posterior.means = means_of(posterior);
    return posterior;
}

std::vector<double> drawn_deaths(const IncidencePosterior& posterior, const City& city,
                                 std::uint64_t seed, std::uint32_t draw) {
    const auto draws_of = [&](std::uint64_t id) {
        return DrawStream({seed, Purpose::incidence, id, draw});
    };
    DrawStream choice = draws_of(kFieldId);
    const RiskField& field = posterior.fields[sample_row(choice, posterior.running_weights)];
    std::vector<double> normals;
    for (const Area& area : city.areas) {
        DrawStream of_area = draws_of(area.stable);
        normals.push_back(sample_normal(of_area));
    }
    DrawStream of_level = draws_of(kLevelId);
    normals.push_back(sample_normal(of_level));
    const std::vector<double> deviations = field.precision.scattered(normals);
    std::vector<double> deaths;
    for (std::size_t a = 0; a < city.areas.size(); ++a)
        deaths.push_back(posterior.record.expected[a] *
                         portable::exp(field.mean[a] + deviations[a]));
    return scaled_to(std::move(deaths), posterior.recorded_a_year);
}

} // namespace careshed
