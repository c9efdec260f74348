#include "models/source_sites.hpp"

#include <cmath>
#include <functional>

namespace careshed {

namespace {

constexpr double kPi = 3.141592653589793;
constexpr int kRings = 128; // midpoint rule over distance; error below 1e-4 of the volume

/// People spread evenly over a disc around a source site.
struct Catchment {
    double radius_km = 1;    ///< straight
    double uses_per_km2 = 0; ///< a day, open to the site
};

/// Uses a day that go to a site at intensity kappa.
double uses_drawn(double kappa, const Decay& decay, const UptakeParameters& uptake,
                  double public_share, const Catchment& catchment) {
    const TasteSpread people(uptake.taste_sigma);
    const double width = catchment.radius_km / kRings;
    double drawn = 0;
    for (int ring = 0; ring < kRings; ++ring) {
        const double r = (ring + 0.5) * width;
        const double pull = kappa * decay.at(uptake.detour * r);
        const double going =
            public_share * people.mean_chance(pull) +
            (1 - public_share) * people.mean_chance(pull * uptake.private_use_relocation);
        drawn += going * catchment.uses_per_km2 * 2 * kPi * r * width;
    }
    return drawn;
}

/// Where an increasing function with f(0) = 0 reaches `target` below `high`; empty if it does not.
/// False position with the Illinois rule, to a relative 1e-12 of the target.
std::optional<double> solve(const std::function<double(double)>& increasing, double target,
                            double high) {
    double low = 0, below = -target, above = increasing(high) - target;
    if (above < 0)
        return std::nullopt;
    for (int step = 0; step < 200; ++step) {
        const double middle = low + (high - low) * (below / (below - above));
        const double miss = increasing(middle) - target;
        if (std::abs(miss) <= 1e-12 * target || high - low <= 1e-15 * high)
            return middle;
        if (miss < 0) {
            low = middle, below = miss;
            above *= 0.5;
        } else {
            high = middle, above = miss;
            below *= 0.5;
        }
    }
    return 0.5 * (low + high);
}

WeeklyHours insite_hours() { return parse_weekly_hours("daily 10:00-04:00", "insite"); }
WeeklyHours new_york_hours() {
    return parse_weekly_hours("Mon-Fri 06:00-20:00, Sat-Sun 09:00-16:30", "new_york");
}

std::optional<double> insite_intensity(const Decay& decay, const UptakeParameters& uptake,
                                       const UseParameters& use, const OpcParameters& opc) {
    static const WeeklyHours hours = insite_hours();
    constexpr double kOverload = 20; // times the served volume: every booth is always full
    const HourProfile profile = hour_profile(use);
    const Booths booths{static_cast<int>(uptake.insite_booths), opc.booth_minutes,
                        opc.booth_patience};
    const auto served = [&](double uses) {
        return week_of_use(booths, profile, hours, uses).served / 7;
    };
    const auto wanted =
        solve(served, uptake.insite_uses_a_day, kOverload * uptake.insite_uses_a_day);
    if (!wanted)
        return std::nullopt;
    const double radius = uptake.insite_catchment_radius;
    const double uses_per_km2 =
        uptake.insite_people_nearby / (kPi * radius * radius) * mean_uses_per_day(use);
    const auto drawn = [&](double kappa) {
        return uses_drawn(kappa, decay, uptake, use.public_use_share, {radius, uses_per_km2});
    };
    return solve(drawn, *wanted, kHighestIntensity);
}

std::optional<double> new_york_intensity(const Decay& decay, const UptakeParameters& uptake,
                                         const UseParameters& use, const OpcParameters& opc) {
    static const WeeklyHours hours = new_york_hours();
    const double open = open_share(hour_profile(use), hours);
    const double adoption = mean_adoption(opc.adoption_period, 2);
    const double wanted = uptake.new_york_uses_a_day / adoption / open;
    const double radius = decay.reach_km(kDecayCut) / uptake.detour;
    const double uses_per_km2 = uptake.new_york_people_per_km2 * mean_uses_per_day(use);
    const auto drawn = [&](double kappa) {
        return uses_drawn(kappa, decay, uptake, use.public_use_share, {radius, uses_per_km2});
    };
    return solve(drawn, wanted, kHighestIntensity);
}

} // namespace

std::optional<double> solved_intensity(Inversion inversion, const Decay& decay,
                                       const UptakeParameters& uptake, const UseParameters& use,
                                       const OpcParameters& opc) {
    return inversion == Inversion::insite ? insite_intensity(decay, uptake, use, opc)
                                          : new_york_intensity(decay, uptake, use, opc);
}

} // namespace careshed
