// Drug use of a person: frequency, setting, route and hours.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "engine/inputs/weekly_hours.hpp"
#include "models/mechanisms/parameter.hpp"

namespace careshed {

struct UseParameters {
    double daily_use_share = 0;
    double uses_per_day_non_daily = 0;
    double daily_once_share = 0;
    double daily_2_to_4_share = 0;
    double daily_5_to_7_share = 0;
    double public_use_share = 0;
    double route_inject_share = 0;
    double route_smoke_share = 0;
    double use_peak_hour = 0;
    double use_hour_amplitude = 0;
    double weekend_use_share = 0;
};

/// The mechanism's rows of the parameter table.
[[nodiscard]] std::span<const ParameterField<UseParameters>> use_parameters();
/// Shares of people by route, and of daily uses, that sum to more than everyone.
[[nodiscard]] std::vector<JointComplaint> joint_complaints(const UseParameters& parameters);

/// Uses a day at a quantile of people.
[[nodiscard]] double uses_per_day(const UseParameters& parameters, double quantile);
/// Mean of uses_per_day over people.
[[nodiscard]] double mean_uses_per_day(const UseParameters& parameters);

enum class Route { inject, smoke, other };
/// Of the person at a quantile of people, those who inject first.
[[nodiscard]] Route route_of(const UseParameters& parameters, double quantile);
/// Share of people whose route is admitted.
[[nodiscard]] double admitted_share(const UseParameters& parameters, bool inject, bool smoke,
                                    bool other);

/// Share of a week's uses in each hour, Monday 00:00 first; sums to 1.
using HourProfile = std::array<double, kHoursPerWeek>;
[[nodiscard]] HourProfile hour_profile(const UseParameters& parameters);
/// Share of uses that fall in opening hours.
[[nodiscard]] double open_share(const HourProfile& profile, const WeeklyHours& hours);

} // namespace careshed
