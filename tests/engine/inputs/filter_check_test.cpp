// Filters as people write them are taken; what computes or nests without bound is not.
#include <catch2/catch.hpp>

#include <string>

#include "engine/inputs/filter_check.hpp"

namespace careshed::filter_check_test {

namespace {

std::string refusal_of(const std::string& filter) {
    const auto refusal = refuse_filter(filter);
    if (refusal)
        CHECK_FALSE(refusal->hint.empty());
    return refusal ? refusal->message : "";
}

std::string nested(int depth) {
    const auto parentheses = static_cast<std::size_t>(depth);
    return std::string(parentheses, '(') + "a = 1" + std::string(parentheses, ')');
}

} // namespace

TEST_CASE("Conditions on columns are taken, whatever stands in their quotes", "[inputs]") {
    for (const char* filter :
         {"type = 'library'", "type IN ('a', 'b') AND name NOT LIKE 'Temporary Site%'",
          "name = 'Select Care With Love -- (the /* clinic'", "\"select\" = 'O''Hare with'",
          "width > 3 AND selected = 1 AND x_with = 2", "[with] = 1", "`select` <> ''",
          "name LIKE '%a%' AND name LIKE '%b%' AND name LIKE '%c%'", "(a = 1) AND (b = 2)"})
        CHECK(refusal_of(filter).empty());
    CHECK(refusal_of(nested(64)).empty());
    CHECK(refusal_of(std::string(2'000, ' ')).empty());
}

TEST_CASE("Queries and comments in a filter are refused", "[inputs]") {
    for (const char* filter :
         {"fid IN (SELECT 1)", "fid IN (select(1))", "fid IN (WITH r AS (VALUES (1)) TABLE r)",
          "a = 'x'AND(sElEcT 1)", "name = 'x' OR with"})
        CHECK(refusal_of(filter).find("SELECT, WITH") != std::string::npos);
    CHECK(refusal_of("a = 1 -- '").find("comments") != std::string::npos);
    CHECK(refusal_of("a = /* ' */ 1").find("comments") != std::string::npos);
}

TEST_CASE("Filters too long, too deep or of too many wildcards are refused", "[inputs]") {
    CHECK(refusal_of(std::string(2'001, ' ')) == "a filter of 2001 bytes, at most 2000 are taken");
    CHECK(refusal_of(nested(65)) == "its parentheses are more than 64 deep");
    CHECK(refusal_of("a LIKE '%a%a%a%a%'") == "a text of it holds more than 4 wildcards (%)");
}

} // namespace careshed::filter_check_test
