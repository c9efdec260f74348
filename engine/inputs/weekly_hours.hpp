// When a place is open: the share of each hour of the week, Monday 00:00 first.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace careshed {

inline constexpr int kHoursPerWeek = 168;

struct WeeklyHours {
    /// open_share[24 * weekday + hour], Monday = 0; each 0..1 ("06:30" opens half of hour 6).
    std::array<double, kHoursPerWeek> open_share{};
    /// As the user wrote it.
    std::string text;
};

/// Reads "Mon-Fri 06:00-20:00, Sat-Sun 09:00-16:30", "daily 10:00-18:00", "always", "never";
/// an end at or before the start runs past midnight. Throws an input Error at `where` otherwise.
[[nodiscard]] WeeklyHours parse_weekly_hours(std::string_view text, std::string_view where);

/// Hours open in a week.
[[nodiscard]] double open_hours(const WeeklyHours& hours);

} // namespace careshed
