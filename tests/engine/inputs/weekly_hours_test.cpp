#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/inputs/weekly_hours.hpp"

namespace careshed::weekly_hours_test {

namespace {

double share(const WeeklyHours& hours, int weekday, int hour) {
    return hours.open_share[static_cast<std::size_t>(24 * weekday + hour)];
}

} // namespace

TEST_CASE("New York's opening hours make 85 hours a week and open half of Sunday's last hour",
          "[inputs]") {
    const auto hours = parse_weekly_hours("Mon-Fri 06:00-20:00, Sat-Sun 09:00-16:30", "");
    CHECK(open_hours(hours) == Approx(5 * 14 + 2 * 7.5));
    CHECK(share(hours, 0, 5) == 0);
    CHECK(share(hours, 0, 6) == 1);
    CHECK(share(hours, 4, 19) == 1);
    CHECK(share(hours, 4, 20) == 0);
    CHECK(share(hours, 6, 16) == 0.5);
    CHECK(hours.text == "Mon-Fri 06:00-20:00, Sat-Sun 09:00-16:30");
}

TEST_CASE("Hours that end before they start run past midnight and past the week's end",
          "[inputs]") {
    const auto hours = parse_weekly_hours("daily 10:00-04:00", "");
    CHECK(open_hours(hours) == Approx(7 * 18));
    CHECK(share(hours, 0, 3) == 1); // Sunday night
    CHECK(share(hours, 0, 4) == 0);
    const auto sunday = parse_weekly_hours("Sun 23:00-01:00", "");
    CHECK(share(sunday, 6, 23) == 1);
    CHECK(share(sunday, 0, 0) == 1);
    CHECK(open_hours(sunday) == Approx(2));
}

TEST_CASE("A day's hours from 00:00 to 24:00 and from 08:00 to 08:00 are 24 hours", "[inputs]") {
    CHECK(open_hours(parse_weekly_hours("Tue 00:00-24:00", "")) == Approx(24));
    CHECK(open_hours(parse_weekly_hours("Tue 08:00-08:00", "")) == Approx(24));
    CHECK(open_hours(parse_weekly_hours("always", "")) == Approx(168));
    CHECK(open_hours(parse_weekly_hours("never", "")) == 0);
}

TEST_CASE("Overlapping hours count once and day ranges may wrap around the weekend", "[inputs]") {
    CHECK(open_hours(parse_weekly_hours("Mon 08:00-12:00, Mon 10:00-14:00", "")) == Approx(6));
    const auto weekend = parse_weekly_hours("fri-MON 10:00-11:00", "");
    CHECK(open_hours(weekend) == Approx(4));
    CHECK(share(weekend, 0, 10) == 1);
    CHECK(share(weekend, 1, 10) == 0);
}

TEST_CASE("Wrong opening hours name the place and the wrong word", "[inputs]") {
    const std::vector<std::pair<std::string, std::string>> wrong = {
        {"Mon-Fry 08:00-09:00", "mon-fry"},
        {"Mon 8-9", "8-9"},
        {"Mon 08:00-25:00", "25:00"},
        {"Mon 08:60-09:00", "08:60"},
        {"Mon 24:00-02:00", "24:00"},
        {"08:00-09:00", "08:00-09:00"},
        {"Mon-Tue-Wed 08:00-09:00", "mon"},
        {"Mon 08:00-09:00,", "opening hours"},
        {"", "opening hours"}};
    for (const auto& [text, word] : wrong) {
        INFO(text);
        try {
            (void)parse_weekly_hours(text, "s.toml:3:9");
            FAIL("accepted");
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::input);
            CHECK(error.complaints().front().where == "s.toml:3:9");
            CHECK(error.complaints().front().message.find(word) != std::string::npos);
            CHECK_FALSE(error.complaints().front().hint.empty());
        }
    }
}

} // namespace careshed::weekly_hours_test
