#include "engine/city/iso_date.hpp"

#include <algorithm>
#include <array>

namespace careshed {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int number_at(std::string_view text, std::size_t from, std::size_t size) {
    int value = 0;
    for (const char c : text.substr(from, size))
        value = value * 10 + (c - '0');
    return value;
}

int days_in(int year, int month) {
    constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && is_leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

/// " 14:02:00", "T14:02", "T14:02:00.000Z", "+00": only its look is checked, times are not used.
bool looks_like_time(std::string_view rest) {
    if (rest.empty())
        return true;
    return (rest.front() == ' ' || rest.front() == 'T') && rest.size() >= 5 &&
           std::ranges::all_of(rest.substr(1), [](char c) {
               return is_digit(c) || c == ':' || c == '.' || c == 'Z' || c == '+' || c == '-';
           });
}

} // namespace

std::optional<int> year_of_date(std::string_view text) {
    constexpr std::string_view kForm = "0000-00-00";
    if (text.size() < kForm.size() || !looks_like_time(text.substr(kForm.size())))
        return std::nullopt;
    for (std::size_t i = 0; i < kForm.size(); ++i) {
        const bool fits = kForm[i] == '0'
                              ? is_digit(text[i])
                              : (text[i] == '-' || text[i] == '/') && text[i] == text[4];
        if (!fits)
            return std::nullopt;
    }
    const int year = number_at(text, 0, 4), month = number_at(text, 5, 2),
              day = number_at(text, 8, 2);
    if (month < 1 || month > 12 || day < 1 || day > days_in(year, month))
        return std::nullopt;
    return year;
}

} // namespace careshed
