#include "engine/inputs/weekly_hours.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "engine/core/error.hpp"
#include "engine/core/text.hpp"

namespace careshed {

namespace {

constexpr int kMinutesPerDay = 24 * 60;
constexpr int kMinutesPerWeek = 7 * kMinutesPerDay;
constexpr const char* kHint = "write for example \"Mon-Fri 08:00-20:00, Sat-Sun 10:00-18:00\", "
                              "\"daily 10:00-04:00\", \"always\" or \"never\"";

std::string trimmed_lower(std::string_view text) {
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0)
        text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0)
        text.remove_suffix(1);
    std::string lowered(text);
    for (char& c : lowered)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return lowered;
}

/// "mon" or "monday": 0 to 6.
std::optional<int> weekday(const std::string& word) {
    static const std::vector<std::string> kDays = {"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};
    for (std::size_t day = 0; day < kDays.size(); ++day)
        if (word == kDays[day] || word == kDays[day].substr(0, 3))
            return static_cast<int>(day);
    return std::nullopt;
}

/// "mon-fri", "sat", "fri-mon" (past the weekend) or "daily".
std::vector<int> days_of(const std::string& word, std::string_view where) {
    if (word == "daily")
        return {0, 1, 2, 3, 4, 5, 6};
    const auto ends = split(word, '-');
    std::vector<int> days;
    for (const std::string& end : ends)
        if (const auto day = weekday(end))
            days.push_back(*day);
    if (days.size() != ends.size() || days.empty() || days.size() > 2)
        throw Error(ErrorKind::input, std::string(where),
                    fmt::format("\"{}\" is no day of the week", word), kHint);
    if (days.size() == 1)
        return days;
    const int last = days[1] >= days[0] ? days[1] : days[1] + 7;
    std::vector<int> all;
    for (int day = days[0]; day <= last; ++day)
        all.push_back(day % 7);
    return all;
}

/// "06:30" or "6:30" to minutes; 24:00 is midnight at the end of the day.
std::optional<int> minute_of_day(const std::string& word) {
    const auto parts = split(word, ':');
    if (parts.size() != 2 || parts[0].empty() || parts[0].size() > 2 || parts[1].size() != 2)
        return std::nullopt;
    for (const std::string& part : parts)
        for (const char c : part)
            if (c < '0' || c > '9')
                return std::nullopt;
    const int hour = std::stoi(parts[0]), minute = std::stoi(parts[1]);
    if (minute > 59 || hour > 24 || (hour == 24 && minute > 0))
        return std::nullopt;
    return hour * 60 + minute;
}

struct Span {
    int start = 0;
    int end = 0; ///< beyond the day's end when it runs past midnight
};

Span span_of(const std::string& word, std::string_view where) {
    const auto ends = split(word, '-');
    const auto start = minute_of_day(ends.front());
    const auto end = minute_of_day(ends.back());
    if (ends.size() != 2 || !start || !end || *start == kMinutesPerDay)
        throw Error(ErrorKind::input, std::string(where),
                    fmt::format("\"{}\" is no time span of a day", word), kHint);
    return {*start, *end > *start ? *end : *end + kMinutesPerDay};
}

/// Splits "mon-fri 08:00-12:00" at its only blank.
std::pair<std::string, std::string> day_and_time(const std::string& entry, std::string_view where) {
    const auto blank = entry.find(' ');
    if (blank == std::string::npos)
        throw Error(ErrorKind::input, std::string(where),
                    fmt::format("opening hours \"{}\" need days and a time span", entry), kHint);
    return {entry.substr(0, blank), trimmed_lower(entry.substr(blank))};
}

} // namespace

WeeklyHours parse_weekly_hours(std::string_view text, std::string_view where) {
    WeeklyHours hours;
    hours.text = std::string(text);
    const std::string all = trimmed_lower(text);
    if (all == "always")
        hours.open_share.fill(1);
    if (all == "always" || all == "never")
        return hours;
    std::vector<bool> is_open(kMinutesPerWeek, false);
    for (const std::string& piece : split(all, ',')) {
        const auto [days, time] = day_and_time(trimmed_lower(piece), where);
        const Span span = span_of(time, where);
        for (const int day : days_of(days, where))
            for (int minute = span.start; minute < span.end; ++minute)
                is_open[static_cast<std::size_t>((day * kMinutesPerDay + minute) %
                                                 kMinutesPerWeek)] = true;
    }
    for (std::size_t hour = 0; hour < hours.open_share.size(); ++hour) {
        const auto first = is_open.begin() + static_cast<std::ptrdiff_t>(hour * 60);
        hours.open_share[hour] = static_cast<double>(std::count(first, first + 60, true)) / 60.0;
    }
    return hours;
}

double open_hours(const WeeklyHours& hours) {
    double sum = 0;
    for (const double share : hours.open_share)
        sum += share;
    return sum;
}

} // namespace careshed
