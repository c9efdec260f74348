#include "tools/synthetic_city/deaths.hpp"

#include <algorithm>
#include <chrono>
#include <tuple>

#include <fmt/format.h>

#include "engine/core/distributions.hpp"
#include "engine/core/random.hpp"
#include "tools/synthetic_city/terrain.hpp"

namespace careshed::synthetic {
namespace {

constexpr double kUnknownShare = 0.02;
constexpr double kMaleShare = 0.7;

std::string date_of(int year, std::uint32_t day) {
    const std::chrono::sys_days date =
        std::chrono::sys_days{std::chrono::year{year} / 1 / 1} + std::chrono::days{day};
    const std::chrono::year_month_day parts{date};
    return fmt::format("{:04}-{:02}-{:02}", year, static_cast<unsigned>(parts.month()),
                       static_cast<unsigned>(parts.day()));
}

std::string draw_sex(DrawStream& draws) {
    const double u = draws.uniform();
    if (u < kUnknownShare)
        return "";
    return u < kUnknownShare + kMaleShare ? "Male" : "Female";
}

/// The mix differs near the first hot spot, so that groups do not gain alike from every site.
std::string draw_community(const CityPlan& plan, Spot spot, DrawStream& draws) {
    double amber = 0.3;
    if (!plan.hot_spots.empty())
        amber += 0.35 * bell_height(plan, plan.hot_spots.front(), spot);
    const double u = draws.uniform();
    if (u < kUnknownShare)
        return "";
    if (u < kUnknownShare + amber)
        return "Amber";
    return u < kUnknownShare + amber + (1 - kUnknownShare - amber) * 0.6 ? "Birch" : "Cedar";
}

/// Running totals of deaths over the pieces that are drawn from: all, or the east of a mirrored
/// plan.
std::vector<double> running_deaths(const CityPlan& plan, std::span<const Piece> pieces) {
    std::vector<double> totals;
    totals.reserve(pieces.size());
    double sum = 0;
    for (const Piece& piece : pieces) {
        if (!plan.mirrored || piece.middle.x > 0)
            sum += piece.deaths_a_year;
        totals.push_back(sum);
    }
    return totals;
}

} // namespace

std::vector<MadeUpDeath> draw_deaths(const CityPlan& plan, const StreetPlan& streets,
                                     std::span<const Piece> pieces, std::uint64_t seed) {
    const std::vector<double> totals = running_deaths(plan, pieces);
    std::vector<MadeUpDeath> deaths;
    for (int year = kFirstYear; year <= kHoldoutYear; ++year) {
        DrawStream draws({seed, Purpose::synthetic_incidents, static_cast<std::uint64_t>(year), 0});
        const std::uint64_t count = sample_poisson(draws, totals.back());
        const std::uint32_t days = std::chrono::year{year}.is_leap() ? 366 : 365;
        for (std::uint64_t n = 0; n < count; ++n) {
            const Piece& piece = pieces[sample_row(draws, totals)];
            MadeUpDeath death;
            const double along = piece.start + draws.uniform() * piece.length;
            death.spot = point_along(streets.streets[piece.street], along);
            death.date = date_of(year, draws.below(days));
            death.sex = draw_sex(draws);
            death.community = draw_community(plan, death.spot, draws);
            deaths.push_back(death);
            if (plan.mirrored) {
                death.spot.x = -death.spot.x;
                deaths.push_back(death);
            }
        }
    }
    std::sort(deaths.begin(), deaths.end(), [](const MadeUpDeath& a, const MadeUpDeath& b) {
        return std::tie(a.date, a.spot.x, a.spot.y) < std::tie(b.date, b.spot.x, b.spot.y);
    });
    return deaths;
}

} // namespace careshed::synthetic
