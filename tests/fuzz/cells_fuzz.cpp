// What stands in one cell, tag or key: numbers, dates, hours, words of streets.
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "engine/city/iso_date.hpp"
#include "engine/city/streets/centreline_streets.hpp"
#include "engine/city/streets/osm_tags.hpp"
#include "engine/city/streets/street_words.hpp"
#include "engine/inputs/number_text.hpp"
#include "engine/inputs/weekly_hours.hpp"
#include "tests/fuzz/verdict.hpp"

namespace careshed::fuzz {

namespace {

void try_number(const std::string& text) {
    const auto ours = parse_number(text);
    char* end = nullptr;
    const double theirs = std::strtod(text.c_str(), &end);
    if (ours && !std::isnan(*ours))
        claim(*ours == theirs, "a number is what strtod reads");
    const bool is_plain = text.find_first_not_of("0123456789.eE+-") == std::string::npos &&
                          end == text.c_str() + text.size() && !text.empty();
    if (is_plain && std::isnormal(theirs))
        claim(ours.has_value(), "a plain number that strtod reads is one");
}

void try_date(const std::string& text) {
    const auto year = year_of_date(text);
    if (!year)
        return;
    const auto part = [&](std::size_t at) { return std::atoi(text.substr(at, 2).c_str()); };
    const std::chrono::year_month_day day{std::chrono::year(*year),
                                          std::chrono::month(static_cast<unsigned>(part(5))),
                                          std::chrono::day(static_cast<unsigned>(part(8)))};
    claim(*year == std::atoi(text.substr(0, 4).c_str()) && day.ok(), "a date is a day that was");
}

void try_hours(const std::string& text) {
    const auto hours = verdict_of([&] { return parse_weekly_hours(text, "hours"); });
    if (!hours.value)
        return;
    for (const double share : hours.value->open_share)
        claim(share >= 0 && share <= 1, "an hour is open for a share of itself");
    claim(parse_weekly_hours(hours.value->text, "").open_share == hours.value->open_share,
          "hours are read again as they were written");
}

void try_words(const std::string& text) {
    claim(parse_speed(text) <= 200, "no street is faster than 200 km/h");
    (void)parse_oneway(text);
    if (const auto kind = class_of_name(text))
        claim(class_name(*kind) == text, "a class has one name");
    for (const std::string_view key : kOsmStreetKeys)
        if (const auto traffic = traffic_of({{"highway", "residential"}, {std::string(key), text}}))
            claim(traffic->is_walkable || traffic->drives_along || traffic->drives_against,
                  "a street is one that somebody may use");
}

} // namespace

} // namespace careshed::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(careshed::fuzz::text_of(data, size));
    for (const auto attempt : {careshed::fuzz::try_number, careshed::fuzz::try_date,
                               careshed::fuzz::try_hours, careshed::fuzz::try_words})
        attempt(text);
    return 0;
}
