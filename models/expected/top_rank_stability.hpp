// Stability of the top rank under the Poisson bootstrap of recorded deaths: how often the address
// with the most deaths nearby still has the most. A plain count, no model.
#pragma once

#include <cstdint>
#include <vector>

#include "models/expected/study_population.hpp"

namespace careshed {

inline constexpr std::uint32_t kResamples = 2000;

/// A recorded death (or a row of several) and the share of it that lies near each candidate: 0 or 1
/// for a point, a fraction for deaths known by area only.
struct NearbyDeaths {
    struct Share {
        std::uint32_t candidate = 0;
        double share = 1;
    };
    double count = 1;
    std::vector<Share> near;
};
/// Of the fitted years, within kBenchmarkRadiusMetres straight. Never to be written out.
[[nodiscard]] std::vector<NearbyDeaths> nearby_deaths(const StudyPopulation& study);
/// Recorded deaths near each candidate.
[[nodiscard]] std::vector<double> deaths_nearby(const std::vector<NearbyDeaths>& records,
                                                std::size_t candidates);

/// Share of resamples, each record drawn anew as Poisson of its count, in which the candidate with
/// the most deaths nearby has the most again. Ties share the place. 1 without candidates.
[[nodiscard]] double top_rank_stability(const std::vector<NearbyDeaths>& records,
                                        std::size_t candidates, std::uint64_t seed,
                                        std::uint32_t resamples = kResamples);

} // namespace careshed
