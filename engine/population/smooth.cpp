#include "engine/population/smooth.hpp"

#include <algorithm>

#include "engine/core/distributions.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/portable_math.hpp"

namespace careshed {

namespace {

/// Of a record without any, so that expected counts stay above 0.
constexpr double kFewestDeaths = 1e-9;
/// Which of a draw's numbers are whose: areas have their own ids.
constexpr std::uint64_t kDistrictSalt = 1, kDispersionId = 1;

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

double sum_of(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values)
        sum += value;
    return sum;
}

std::vector<double> scaled_to(std::vector<double> deaths, double sum) {
    const double all = sum_of(deaths);
    for (double& count : deaths)
        count *= all > 0 ? sum / all : 0;
    return deaths;
}

/// An area's deaths a year, given its district's relative risk: a gamma, by shape and rate.
struct AreaGamma {
    double shape = 0, rate = 0;
};
AreaGamma gamma_of(const IncidencePosterior& posterior, const Dispersion& dispersion,
                   std::size_t area, double district_risk) {
    const double shape = dispersion.area_shape;
    const double a_year = posterior.record.expected[area] / posterior.years * district_risk;
    return {shape + posterior.record.counts[area], shape / a_year + posterior.years};
}

/// Mean of an area over its district's risks.
double mean_of(const IncidencePosterior& posterior, const Dispersion& dispersion,
               std::size_t area) {
    const RelativeRisk& risk = dispersion.districts[posterior.record.district[area]];
    double mean = 0, before = 0;
    for (std::size_t k = 0; k < risk.running.size(); ++k) {
        const double at = portable::exp(risk.log_at(static_cast<double>(k)));
        const AreaGamma gamma = gamma_of(posterior, dispersion, area, at);
        mean += (risk.running[k] - before) * gamma.shape / gamma.rate;
        before = risk.running[k];
    }
    return mean;
}

std::vector<double> means_of(const IncidencePosterior& posterior) {
    std::vector<double> deaths(posterior.record.counts.size(), 0.0);
    for (const Dispersion& dispersion : posterior.dispersions)
        for (std::size_t a = 0; a < deaths.size(); ++a)
            deaths[a] += dispersion.weight * mean_of(posterior, dispersion, a);
    return scaled_to(std::move(deaths), posterior.recorded_a_year);
}

/// A point of the grid by its weight, then anywhere around it.
double drawn_risk(const RelativeRisk& risk, DrawStream draws) {
    const std::uint32_t node = sample_row(draws, risk.running);
    return portable::exp(risk.log_at(node + draws.uniform() - 0.5));
}

} // namespace

IncidencePosterior smooth_incidence(const City& city) {
    IncidencePosterior posterior;
    posterior.years = city.years.count();
    posterior.record.counts = recorded_deaths(city);
    posterior.record.expected = exposure(city);
    posterior.record.districts = city.districts.size();
    for (const Area& area : city.areas)
        posterior.record.district.push_back(area.district);
    const double deaths = sum_of(posterior.record.counts);
    posterior.recorded_a_year = deaths / posterior.years;
    posterior.record.expected =
        scaled_to(std::move(posterior.record.expected), std::max(deaths, kFewestDeaths));
    posterior.dispersions = dispersions_of(posterior.record);
    double running = 0;
    for (const Dispersion& dispersion : posterior.dispersions)
        posterior.running_weights.push_back(running += dispersion.weight);
    for (const std::string& district : city.districts)
        posterior.district_ids.push_back(stable_id(district, kDistrictSalt));
    posterior.means = means_of(posterior);
    return posterior;
}

std::vector<double> drawn_deaths(const IncidencePosterior& posterior, const City& city,
                                 std::uint64_t seed, std::uint32_t draw) {
    const auto draws_of = [&](std::uint64_t id) {
        return DrawStream({seed, Purpose::incidence, id, draw});
    };
    DrawStream choice = draws_of(kDispersionId);
    const Dispersion& dispersion =
        posterior.dispersions[sample_row(choice, posterior.running_weights)];
    std::vector<double> district_risk, deaths;
    for (std::size_t d = 0; d < posterior.district_ids.size(); ++d)
        district_risk.push_back(
            drawn_risk(dispersion.districts[d], draws_of(posterior.district_ids[d])));
    for (std::size_t a = 0; a < city.areas.size(); ++a) {
        DrawStream draws = draws_of(city.areas[a].stable);
        const AreaGamma gamma =
            gamma_of(posterior, dispersion, a, district_risk[city.areas[a].district]);
        deaths.push_back(sample_gamma(draws, gamma.shape, 1 / gamma.rate));
    }
    return scaled_to(std::move(deaths), posterior.recorded_a_year);
}

} // namespace careshed
