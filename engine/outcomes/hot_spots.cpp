#include "engine/outcomes/hot_spots.hpp"

#include <algorithm>
#include <utility>

#include "engine/outcomes/disclosure.hpp"

namespace careshed {

namespace {

/// In the years that were fitted, as expected deaths are.
double recorded_deaths(const City& city, std::span<const std::uint32_t> areas) {
    std::vector<bool> is_asked(city.areas.size(), false);
    for (const std::uint32_t area : areas)
        is_asked[area] = true;
    double deaths = 0;
    for (const Incident& incident : city.incidents)
        if (incident.fatal && !incident.held_out && is_asked[incident.area])
            deaths += incident.count;
    return deaths;
}

} // namespace

std::vector<std::uint32_t> hot_spots(const City& city, const AreaDensity& density) {
    std::vector<std::uint32_t> areas;
    double all = 0;
    for (std::uint32_t a = 0; a < city.areas.size(); ++a) {
        if (density.street_cm[a] == 0)
            continue;
        areas.push_back(a);
        all += density.expected_deaths[a];
    }
    const auto a_centimetre = [&](std::uint32_t a) {
        return density.expected_deaths[a] / static_cast<double>(density.street_cm[a]);
    };
    std::ranges::sort(areas, {}, [&](std::uint32_t a) { return std::pair(-a_centimetre(a), a); });

    std::size_t taken = 0;
    for (double held = 0; taken < areas.size() && (taken == 0 || held < kHotShare * all); ++taken)
        held += density.expected_deaths[areas[taken]];
    areas.resize(taken);
    if (recorded_deaths(city, areas) < kSmallestShown)
        areas.clear();
    return areas;
}

} // namespace careshed
