#include "engine/population/smooth.hpp"

#include <algorithm>

#include "engine/core/distributions.hpp"

namespace careshed {

namespace {

/// A gamma prior this tight pools completely; used when counts vary no more than chance would.
constexpr double kPooled = 1e6;

struct Counts {
    std::vector<double> by_area, by_district;
};

Counts recorded_deaths(const City& city) {
    Counts counts{std::vector<double>(city.areas.size(), 0.0),
                  std::vector<double>(city.districts.size(), 0.0)};
    for (const Incident& incident : city.incidents) {
        if (!incident.fatal || incident.held_out)
            continue;
        counts.by_area[incident.area] += incident.count;
        counts.by_district[city.areas[incident.area].district] += incident.count;
    }
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

/// Gamma shape of relative risk by the method of moments (Marshall 1991): the spread of counts
/// beyond Poisson around their expected values.
double relative_risk_shape(const std::vector<double>& counts, const std::vector<double>& expected) {
    double squares = 0, excess = 0;
    for (std::size_t k = 0; k < counts.size(); ++k) {
        const double residual = counts[k] - expected[k];
        squares += expected[k] * expected[k];
        excess += residual * residual - expected[k];
    }
    return excess <= squares / kPooled ? kPooled : squares / excess;
}

/// Deaths a year each district expects: its own record shrunk to the city's rate.
std::vector<double> district_rates(const City& city, const Counts& counts,
                                   const std::vector<double>& residents) {
    const double years = city.years.count();
    std::vector<double> expected(city.districts.size(), 0.0);
    double deaths = 0, people = 0;
    for (std::size_t a = 0; a < city.areas.size(); ++a) {
        expected[city.areas[a].district] += residents[a];
        people += residents[a];
        deaths += counts.by_area[a];
    }
    const double city_rate = deaths / people;
    for (double& count : expected)
        count *= city_rate;
    const double shape = relative_risk_shape(counts.by_district, expected);
    std::vector<double> rates;
    for (std::size_t d = 0; d < expected.size(); ++d) {
        const double relative =
            (shape + counts.by_district[d]) / (shape + std::max(expected[d], 1e-12));
        rates.push_back(relative * city_rate / years);
    }
    return rates;
}

} // namespace

IncidencePosterior smooth_incidence(const City& city) {
    const Counts counts = recorded_deaths(city);
    const std::vector<double> residents = exposure(city);
    const std::vector<double> rates = district_rates(city, counts, residents);
    const double years = city.years.count();

    std::vector<double> a_year, expected;
    for (std::size_t a = 0; a < city.areas.size(); ++a) {
        a_year.push_back(rates[city.areas[a].district] * residents[a]);
        expected.push_back(a_year.back() * years);
    }
    const double shape = relative_risk_shape(counts.by_area, expected);

    IncidencePosterior posterior;
    for (std::size_t a = 0; a < city.areas.size(); ++a) {
        posterior.shape.push_back(shape + counts.by_area[a]);
        posterior.rate.push_back(shape / std::max(a_year[a], 1e-12) + years);
        posterior.recorded_a_year += counts.by_area[a] / years;
    }
    return posterior;
}

namespace {

std::vector<double> scaled_to(std::vector<double> deaths, double sum) {
    double all = 0;
    for (const double count : deaths)
        all += count;
    for (double& count : deaths)
        count *= all > 0 ? sum / all : 0;
    return deaths;
}

} // namespace

std::vector<double> expected_deaths(const IncidencePosterior& posterior) {
    std::vector<double> deaths;
    for (std::size_t a = 0; a < posterior.shape.size(); ++a)
        deaths.push_back(posterior.shape[a] / posterior.rate[a]);
    return scaled_to(std::move(deaths), posterior.recorded_a_year);
}

std::vector<double> drawn_deaths(const IncidencePosterior& posterior, const City& city,
                                 std::uint64_t seed, std::uint32_t draw) {
    std::vector<double> deaths;
    for (std::size_t a = 0; a < posterior.shape.size(); ++a) {
        DrawStream draws({seed, Purpose::incidence, city.areas[a].stable, draw});
        deaths.push_back(sample_gamma(draws, posterior.shape[a], 1 / posterior.rate[a]));
    }
    return scaled_to(std::move(deaths), posterior.recorded_a_year);
}

} // namespace careshed
