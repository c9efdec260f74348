#include "models/mechanisms/source_sites.hpp"

#include <array>
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

/// Uses a day that go to a source site, by intensity; terms that do not depend on it are cached, as
/// many intensities are tried.
class SourceDemand {
  public:
    SourceDemand(const Decay& decay, const UptakeParameters& uptake, double public_share,
                 const Catchment& catchment)
        : people_(uptake.propensity_sigma), setting_factor_(uptake.private_use_relocation),
          public_share_(public_share), uses_per_km2_(catchment.uses_per_km2),
          width_(catchment.radius_km / kRings) {
        for (int ring = 0; ring < kRings; ++ring)
            willingness_[static_cast<std::size_t>(ring)] = decay.at(uptake.detour * radius(ring));
    }

    [[nodiscard]] double at(double kappa) const {
        double drawn = 0;
        for (int ring = 0; ring < kRings; ++ring) {
            const double attraction = kappa * willingness_[static_cast<std::size_t>(ring)];
            const double going =
                public_share_ * people_.mean_chance(attraction) +
                (1 - public_share_) * people_.mean_chance(attraction * setting_factor_);
            drawn += going * uses_per_km2_ * 2 * kPi * radius(ring) * width_;
        }
        return drawn;
    }

  private:
    [[nodiscard]] double radius(int ring) const { return (ring + 0.5) * width_; }

    PropensitySpread people_;
    double setting_factor_, public_share_, uses_per_km2_, width_;
    std::array<double, kRings> willingness_{};
};

/// Solves f(x) = `target` below `high` for an increasing f with f(0) = 0; empty if there is none.
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

std::optional<double> insite_intensity(const Decay& decay, const Parameters& parameters) {
    const UptakeParameters& uptake = parameters.uptake;
    const UseParameters& use = parameters.use;
    static const WeeklyHours hours = insite_hours();
    constexpr double kOverload = 20; // times the served volume: every booth is always full
    const HourProfile profile = hour_profile(use);
    const Booths booths{static_cast<int>(uptake.insite_booths), parameters.opc.booth_minutes,
                        parameters.opc.booth_patience};
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
    const SourceDemand demand(decay, uptake, use.public_use_share, {radius, uses_per_km2});
    return solve([&](double kappa) { return demand.at(kappa); }, *wanted, kHighestIntensity);
}

std::optional<double> new_york_intensity(const Decay& decay, const Parameters& parameters) {
    const UptakeParameters& uptake = parameters.uptake;
    const UseParameters& use = parameters.use;
    static const WeeklyHours hours = new_york_hours();
    const double open = open_share(hour_profile(use), hours);
    const double adoption = mean_adoption(parameters.opc.adoption_period, 2);
    const double wanted = uptake.new_york_uses_a_day / adoption / open;
    const double radius = decay.reach_km(kDecayCut) / uptake.detour;
    const double uses_per_km2 = uptake.new_york_people_per_km2 * mean_uses_per_day(use);
    const SourceDemand demand(decay, uptake, use.public_use_share, {radius, uses_per_km2});
    return solve([&](double kappa) { return demand.at(kappa); }, wanted, kHighestIntensity);
}

} // namespace

std::optional<double> solved_intensity(SourceSite site, const Decay& decay,
                                       const Parameters& parameters) {
    return site == SourceSite::insite ? insite_intensity(decay, parameters)
                                      : new_york_intensity(decay, parameters);
}

} // namespace careshed
