#include "tools/synthetic_city/truth_uptake.hpp"

#include <cmath>

#include "tools/synthetic_city/truth_parameters.hpp"

namespace careshed::synthetic::truth {
namespace {

constexpr double kPi = 3.141592653589793;
constexpr int kRings = 400; // of equal width across the source's disc

/// Propensity marks by the trapezoid rule on the normal density: exact to 1e-15 for smooth
/// integrands.
struct PropensityRule {
    static constexpr int kSide = 80; // points to each side of the mean
    static constexpr int kPoints = 2 * kSide + 1;
    std::array<double, kPoints> propensity{}, weight{};
    PropensityRule() {
        constexpr double kStep = 0.1;
        for (int k = 0; k < kPoints; ++k) {
            const double z = (k - kSide) * kStep;
            const auto row = static_cast<std::size_t>(k);
            propensity[row] = std::exp(kPropensitySigma * z);
            weight[row] = kStep * std::exp(-z * z / 2) / std::sqrt(2 * kPi);
        }
    }
};

/// Mean over the source's disc of value(walking km); people live evenly over it.
template <class Value> double mean_over_disc(double radius, Value&& value) {
    double sum = 0, area = 0;
    for (int ring = 0; ring < kRings; ++ring) {
        const double r = (ring + 0.5) * radius / kRings;
        sum += r * value(kDetour * r);
        area += r;
    }
    return sum / area;
}

/// Share of a disc's expected users within `walk` km, for the decay exp(-d / length).
double users_within(double walk, double length) {
    const auto decay = [&](double d) { return std::exp(-d / length); };
    const double near = walk / kDetour;
    return near * near * mean_over_disc(near, decay) /
           (kInsiteCatchmentRadius * kInsiteCatchmentRadius *
            mean_over_disc(kInsiteCatchmentRadius, decay));
}

/// Root of a decreasing function by halving, on a log scale.
template <class Function> double decreasing_root(double low, double high, Function&& f) {
    for (int step = 0; step < 80; ++step) {
        const double middle = std::sqrt(low * high);
        (f(middle) > 0 ? low : high) = middle;
    }
    return std::sqrt(low * high);
}

std::size_t hour_of_week(int day, int hour) {
    return 24 * static_cast<std::size_t>(day) + static_cast<std::size_t>(hour);
}

void open_between(Week& week, int day, double from, double to) {
    for (int hour = 0; hour < 24; ++hour) {
        const double share = std::min(to, hour + 1.0) - std::max(from, 1.0 * hour);
        if (share > 0)
            week[hour_of_week(day, hour)] += share;
    }
}

double insite_served_a_day(Decay decay, double intensity) {
    const double chance = mean_over_disc(kInsiteCatchmentRadius, [&](double km) {
        const double x = intensity * willingness(decay, km);
        return kPublicUseShare * mean_chance(x) +
               (1 - kPublicUseShare) * mean_chance(x * kPrivateUseRelocation);
    });
    const double wanted = kInsitePeopleNearby * mean_uses_a_day() * chance;
    return wanted * share_of_uses_in(insite_hours()) *
           accepted_share(wanted, kInsiteBooths, insite_hours());
}

} // namespace

double revealed_length() {
    static const double length = decreasing_root(0.01, 100, [](double trial) {
        return users_within(4 * kBlockLength, trial) - kFrequentWithinFourBlocks;
    });
    return length;
}

double longest_walk(Decay decay) {
    const double lengths = -std::log(kSmallestDecay);
    return decay == Decay::stated ? kDecayStatedPlateau + lengths / kDecayStatedRate
                                  : lengths * revealed_length();
}

double willingness(Decay decay, double km) {
    if (km > longest_walk(decay))
        return 0;
    if (decay == Decay::revealed)
        return std::exp(-km / revealed_length());
    return km <= kDecayStatedPlateau ? 1 : std::exp(-kDecayStatedRate * (km - kDecayStatedPlateau));
}

const Week& use_profile() {
    static const Week week = [] {
        Week profile{};
        for (int day = 0; day < 7; ++day) {
            const double of_day = day < 5 ? (1 - kWeekendUseShare) / 5 : kWeekendUseShare / 2;
            for (int hour = 0; hour < 24; ++hour) // the cosine sums to 0 over 24 hours
                profile[hour_of_week(day, hour)] =
                    of_day / 24 *
                    (1 + kUseHourAmplitude * std::cos(2 * kPi * (hour + 0.5 - kUsePeakHour) / 24));
        }
        return profile;
    }();
    return week;
}

const Week& site_hours() {
    static const Week week = [] {
        Week open{};
        for (int day = 0; day < 7; ++day)
            open_between(open, day, day < 5 ? 6 : 9, day < 5 ? 20 : 16.5);
        return open;
    }();
    return week;
}

const Week& insite_hours() {
    static const Week week = [] {
        Week open{};
        for (int day = 0; day < 7; ++day) {
            open_between(open, day, 10, 24);
            open_between(open, day, 0, 4); // the night before runs past midnight
        }
        return open;
    }();
    return week;
}

double share_of_uses_in(const Week& open) {
    double share = 0;
    for (std::size_t hour = 0; hour < open.size(); ++hour)
        share += use_profile()[hour] * open[hour];
    return share;
}

double mean_uses_a_day() {
    const double daily_8_or_more = 1 - kDailyOnceShare - kDaily2To4Share - kDaily5To7Share;
    return (1 - kDailyUseShare) * kUsesPerDayNonDaily +
           kDailyUseShare * (1 * kDailyOnceShare + 3 * kDaily2To4Share + 6 * kDaily5To7Share +
                             9 * daily_8_or_more);
}

double mean_chance(double attraction) {
    static const PropensityRule rule;
    double mean = 0;
    for (std::size_t k = 0; k < rule.propensity.size(); ++k) {
        const double x = attraction * rule.propensity[k];
        mean += rule.weight[k] * x / (1 + x);
    }
    return mean;
}

double insite_intensity(Decay decay) {
    return decreasing_root(1e-6, 1e6, [&](double trial) {
        return kInsiteUsesADay - insite_served_a_day(decay, trial);
    });
}

double accepted_share(double arrivals_an_hour, int booths) {
    if (arrivals_an_hour <= 0)
        return 1;
    const double service = 60 / kBoothMinutes, abandonment = 60 / kBoothPatience;
    const auto departures = [&](int people) {
        return std::min(people, booths) * service + std::max(people - booths, 0) * abandonment;
    };
    // Down from the cut, so that every step multiplies by departures / arrivals of the state above.
    const int cut =
        booths + 50 + static_cast<int>(4 * arrivals_an_hour / std::min(service, abandonment));
    double log_weight = 0, top = 0;
    std::vector<double> logs(static_cast<std::size_t>(cut) + 1);
    for (int people = cut; people >= 0; --people) {
        logs[static_cast<std::size_t>(people)] = log_weight;
        top = std::max(top, log_weight);
        if (people > 0)
            log_weight += std::log(departures(people) / arrivals_an_hour);
    }
    double total = 0, served = 0;
    for (int people = 0; people <= cut; ++people) {
        const double weight = std::exp(logs[static_cast<std::size_t>(people)] - top);
        total += weight;
        served += weight * std::min(people, booths) * service;
    }
    return served / total / arrivals_an_hour;
}

double accepted_share(double wanted_a_day, int booths, const Week& open) {
    double volume = 0, accepted = 0;
    for (std::size_t hour = 0; hour < open.size(); ++hour) {
        if (open[hour] <= 0)
            continue;
        const double arrivals = 7 * wanted_a_day * use_profile()[hour];
        volume += arrivals * open[hour];
        accepted += arrivals * open[hour] * accepted_share(arrivals, booths);
    }
    return volume > 0 ? accepted / volume : 1;
}

ChanceByWalk::ChanceByWalk(Decay decay, double intensity, double setting) {
    const double longest = 1000 * longest_walk(decay);
    for (int metre = 0; metre <= longest; ++metre)
        every_metre_.push_back(
            mean_chance(intensity * setting * willingness(decay, metre / 1000.0)));
}

double ChanceByWalk::at(double metres) const {
    if (!(metres < static_cast<double>(every_metre_.size() - 1)))
        return 0;
    const auto row = static_cast<std::size_t>(metres);
    const double share = metres - static_cast<double>(row);
    return (1 - share) * every_metre_[row] + share * every_metre_[row + 1];
}

} // namespace careshed::synthetic::truth
