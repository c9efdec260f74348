#include "engine/population/incidence_score.hpp"

#include <algorithm>

#include "engine/core/distributions.hpp"
#include "engine/core/error.hpp"
#include "engine/core/portable_math.hpp"

namespace careshed {

namespace {

std::vector<double> by_district(const City& city, const std::vector<double>& by_area) {
    std::vector<double> sums(city.districts.size(), 0.0);
    for (std::size_t a = 0; a < by_area.size(); ++a)
        sums[city.areas[a].district] += by_area[a];
    return sums;
}

std::vector<double> held_out_deaths(const City& city) {
    std::vector<double> deaths(city.areas.size(), 0.0);
    for (const Incident& incident : city.incidents)
        if (incident.fatal && incident.held_out)
            deaths[incident.area] += incident.count;
    return by_district(city, deaths);
}

/// Poisson deviance of counts against a pattern scaled to their total.
double deviance(const std::vector<double>& counts, const std::vector<double>& pattern) {
    const double scale = sum_of(counts) / sum_of(pattern);
    double total = 0;
    for (std::size_t d = 0; d < counts.size(); ++d) {
        const double expected = std::max(scale * pattern[d], 1e-9);
        if (counts[d] > 0)
            total += 2 * counts[d] * portable::log(counts[d] / expected);
        total -= 2 * (counts[d] - expected);
    }
    return total;
}

/// Share of districts whose count lies between the 2.5 % and 97.5 % predictive counts.
double covered_share(const City& city, const IncidencePosterior& posterior,
                     const std::vector<double>& counts, std::uint64_t seed, std::uint32_t draws) {
    std::vector<std::vector<double>> predicted(counts.size());
    const double all = sum_of(counts);
    for (std::uint32_t draw = 0; draw < draws; ++draw) {
        const auto pattern = by_district(city, drawn_deaths(posterior, city, seed, draw));
        const double scale = all / sum_of(pattern);
        DrawStream chance({seed, Purpose::incidence, 0, draw});
        for (std::size_t d = 0; d < counts.size(); ++d)
            predicted[d].push_back(static_cast<double>(sample_poisson(chance, scale * pattern[d])));
    }
    double covered = 0;
    for (std::size_t d = 0; d < counts.size(); ++d) {
        std::sort(predicted[d].begin(), predicted[d].end());
        const auto tail = static_cast<std::size_t>(0.025 * draws);
        covered += counts[d] >= predicted[d][tail] && counts[d] <= predicted[d][draws - 1 - tail];
    }
    return covered / static_cast<double>(counts.size());
}

} // namespace

IncidenceScore score_incidence(const City& city, const IncidencePosterior& posterior,
                               std::uint64_t seed, std::uint32_t draws) {
    if (!city.holdout)
        throw Error(ErrorKind::internal, "", "a city without held-out years cannot be scored");
    const std::vector<double> counts = held_out_deaths(city);
    std::vector<double> residents;
    for (const Area& area : city.areas)
        residents.push_back(area.population);
    IncidenceScore score;
    score.districts = counts.size();
    score.held_out_deaths = sum_of(counts);
    score.level_ratio = score.held_out_deaths / city.holdout->count() / posterior.recorded_a_year;
    score.deviance = deviance(counts, by_district(city, posterior.means));
    score.deviance_by_population = deviance(counts, by_district(city, residents));
    score.covered_share = covered_share(city, posterior, counts, seed, draws);
    return score;
}

} // namespace careshed
