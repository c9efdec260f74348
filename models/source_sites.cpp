#include "models/source_sites.hpp"

#include <algorithm>
#include <functional>

#include "engine/core/error.hpp"

namespace careshed {

namespace {

constexpr double kPi = 3.141592653589793;
constexpr int kRings = 200; // midpoint rule over distance; error below 1e-4 of the volume

/// Uses a day that go to a site at intensity kappa, its people spread evenly over rings of straight
/// radius up to `radius_km`; `uses_per_km2` a day are open to it.
double uses_drawn(double kappa, const Decay& decay, const UptakeParameters& uptake,
                  const UseParameters& use, double radius_km, double uses_per_km2) {
    const double width = radius_km / kRings;
    double drawn = 0;
    for (int ring = 0; ring < kRings; ++ring) {
        const double r = (ring + 0.5) * width;
        const double pull = kappa * decay.at(uptake.detour * r);
        const double going =
            use.public_use_share * mean_chance(uptake, pull) +
            (1 - use.public_use_share) * mean_chance(uptake, pull * uptake.private_use_relocation);
        drawn += going * uses_per_km2 * 2 * kPi * r * width;
    }
    return drawn;
}

/// The argument at which an increasing function reaches `target`, by bisection on a log-like
/// bracket.
double where_reached(const std::function<double(double)>& increasing, double target, double high) {
    double low = 0;
    for (int step = 0; step < 60; ++step) {
        const double middle = 0.5 * (low + high);
        (increasing(middle) < target ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

/// Expands the bracket until it holds the target.
double solve(const std::function<double(double)>& increasing, double target, double high,
             const char* what) {
    for (int step = 0; increasing(high) < target; ++step) {
        if (step > 40)
            throw Error(ErrorKind::run, "model.inversion",
                        std::string("the published volume cannot be reached: ") + what,
                        "shorten booth_minutes or choose the other inversion");
        high *= 2;
    }
    return where_reached(increasing, target, high);
}

WeeklyHours insite_hours() { return parse_weekly_hours("daily 10:00-04:00", "insite"); }
WeeklyHours new_york_hours() {
    return parse_weekly_hours("Mon-Fri 06:00-20:00, Sat-Sun 09:00-16:30", "new_york");
}

double insite_intensity(const Decay& decay, const UptakeParameters& uptake,
                        const UseParameters& use, const OpcParameters& opc) {
    static const WeeklyHours hours = insite_hours();
    const HourProfile profile = hour_profile(use);
    const Booths booths{static_cast<int>(uptake.insite_booths), opc.booth_minutes,
                        opc.booth_patience};
    const double published = uptake.insite_uses_a_day;
    const double wanted =
        solve([&](double uses) { return week_of_use(booths, profile, hours, uses).served / 7; },
              published, 2 * published, "Insite's booths are too few for so long a stay");
    const double radius = uptake.insite_catchment_radius;
    const double people_per_km2 = uptake.insite_people_nearby / (kPi * radius * radius);
    const double uses_per_km2 = people_per_km2 * mean_uses_per_day(use);
    return solve(
        [&](double kappa) { return uses_drawn(kappa, decay, uptake, use, radius, uses_per_km2); },
        wanted, 1, "fewer uses nearby than Insite serves");
}

double new_york_intensity(const Decay& decay, const UptakeParameters& uptake,
                          const UseParameters& use, const OpcParameters& opc) {
    static const WeeklyHours hours = new_york_hours();
    const double open = open_share(hour_profile(use), hours);
    const double adoption = mean_adoption(opc.adoption_period, 2);
    const double wanted = uptake.new_york_uses_a_day / adoption / open;
    const double radius = decay.reach_km(kDecayCut) / uptake.detour;
    const double uses_per_km2 = uptake.new_york_people_per_km2 * mean_uses_per_day(use);
    return solve(
        [&](double kappa) { return uses_drawn(kappa, decay, uptake, use, radius, uses_per_km2); },
        wanted, 1, "fewer uses nearby than the New York sites serve");
}

} // namespace

double solved_intensity(Inversion inversion, const Decay& decay, const UptakeParameters& uptake,
                        const UseParameters& use, const OpcParameters& opc) {
    return inversion == Inversion::insite ? insite_intensity(decay, uptake, use, opc)
                                          : new_york_intensity(decay, uptake, use, opc);
}

} // namespace careshed
