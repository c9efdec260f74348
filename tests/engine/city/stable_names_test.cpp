// Ids from names, addresses that mean the same, dates as people write them, counts that may be
// reported.
#include <catch2/catch.hpp>

#include "engine/city/iso_date.hpp"
#include "engine/city/stable_names.hpp"
#include "engine/inputs/findings.hpp"

namespace careshed::stable_names_test {

TEST_CASE("Slugs are plain, and repeats are numbered without taking another's", "[names]") {
    REQUIRE(slug_of("Near North (Branch), 2nd floor") == "near-north-branch-2nd-floor");
    REQUIRE(slug_of("--- ") == "site");
    const std::vector<std::string> names = {"Elm", "Elm", "Elm 2", "elm!"};
    REQUIRE(unique_slugs(names) == std::vector<std::string>{"elm", "elm-3", "elm-2", "elm-4"});
}

TEST_CASE("Addresses that differ in dots and case only are the same", "[names]") {
    REQUIRE(normal_address("1713 S. Ashland Ave.") == "1713 S ASHLAND AVE");
    REQUIRE(normal_address(" 1713  s ashland AVE") == "1713 S ASHLAND AVE");
    REQUIRE(normal_address(" . ") == "");
}

TEST_CASE("Dates with and without a time give their year", "[dates]") {
    REQUIRE(year_of_date("2019-07-04") == 2019);
    REQUIRE(year_of_date("2019/07/04 14:02:00") == 2019);
    REQUIRE(year_of_date("2016-02-29T00:00:00Z") == 2016);
}

TEST_CASE("What is no day of the calendar is no date", "[dates]") {
    for (const char* text :
         {"", "2019", "07/04/2019", "2019-13-01", "2019-00-10", "2019-02-30", "2019-02-29",
          "1900-02-29", "2019-7-4", "2019-07/04", "2019-07-04x", "2019-07-04 soon", "20190704"}) {
        INFO(text);
        REQUIRE_FALSE(year_of_date(text));
    }
    REQUIRE(year_of_date("2000-02-29") == 2000);
}

TEST_CASE("Counts of events below 11 are never reported, nor shares made of them", "[privacy]") {
    REQUIRE(guarded_count(0) == "no");
    for (std::size_t n = 1; n <= 10; ++n) {
        REQUIRE(guarded_count(n) == "fewer than 11");
        REQUIRE(guarded_share(n, 1000) == "fewer than 11 rows");
    }
    REQUIRE(guarded_count(11) == "about 16");
    REQUIRE(guarded_count(1234) == "about 1,237");
    REQUIRE(guarded_share(11, 1000) == "1.6 %");
}

} // namespace careshed::stable_names_test
