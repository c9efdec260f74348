// Random numbers and time of the literal city: a stream of draws that never runs out, and a time
// scale on which the uses of a week are evenly spread, so that inverting it gives each use its
// time.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "engine/core/distributions.hpp"
#include "models/mechanisms/use.hpp"

namespace careshed::test {

class Dice {
  public:
    Dice(std::uint64_t seed, std::uint32_t run) : key_{seed, Purpose::test, 0, run} {}

    double uniform() { return fresh().uniform(); }
    bool happens(double probability) { return uniform() < probability; }
    /// Time to the first event of a rate.
    double wait(double rate) { return sample_exponential(fresh(), rate); }

  private:
    /// A key holds two million numbers; a run may need more.
    DrawStream& fresh() {
        if (++drawn_ > 1'000'000) {
            ++key_.entity;
            stream_ = DrawStream(key_);
            drawn_ = 0;
        }
        return stream_;
    }

    DrawKey key_;
    DrawStream stream_{key_};
    int drawn_ = 0;
};

inline constexpr double kHoursOfYear = 24 * 365;

/// Within a week, Monday 00:00 first.
struct Moment {
    std::size_t hour = 0;
    double part = 0; ///< of the hour gone by
};
inline Moment moment_of(double years) {
    const double hours = years * kHoursOfYear, whole = std::floor(hours);
    return {static_cast<std::size_t>(whole) % kHoursPerWeek, hours - whole};
}

/// Operational time in weeks of use: fast in hours of many uses and slow in hours of few.
class UseTime {
  public:
    explicit UseTime(const HourProfile& profile) : profile_(profile) {
        double sum = 0;
        for (std::size_t hour = 0; hour < profile.size(); ++hour) {
            before_[hour] = sum;
            sum += profile[hour];
        }
    }
    [[nodiscard]] double reading_at(double years) const {
        const double hours = years * kHoursOfYear;
        const double weeks = std::floor(hours / kHoursPerWeek);
        const double of_week = hours - weeks * kHoursPerWeek;
        const auto hour = std::min(static_cast<std::size_t>(of_week), before_.size() - 1);
        return weeks + before_[hour] + profile_[hour] * (of_week - static_cast<double>(hour));
    }
    [[nodiscard]] double years_at(double reading) const {
        const double weeks = std::floor(reading);
        const double* first = before_.data();
        const double* after = std::upper_bound(first, first + before_.size(), reading - weeks);
        const auto hour = static_cast<std::size_t>(after - first) - 1;
        const double part = (reading - weeks - before_[hour]) / profile_[hour];
        const double of_week = static_cast<double>(hour) + std::min(part, 1.0);
        return (weeks * kHoursPerWeek + of_week) / kHoursOfYear;
    }

  private:
    HourProfile profile_, before_{};
};

} // namespace careshed::test
