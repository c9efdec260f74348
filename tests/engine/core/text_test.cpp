#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "engine/core/random.hpp"
#include "engine/core/text.hpp"

namespace careshed::text_test {

TEST_CASE("A number is written as the shortest text that reads back the same", "[text]") {
    CHECK(number(0.1) == "0.1");
    CHECK(number(12) == "12");
    CHECK(number(1e-7) == "1e-07");
    CHECK(number(0.1 + 0.2) == "0.30000000000000004");
    CHECK(number(-0.0) == "0");
    CHECK(number(-2.5) == "-2.5");
    CHECK(number(std::nan("")).empty());
    CHECK(number(-std::numeric_limits<double>::infinity()) == "-inf");
    DrawStream draws(DrawKey{.seed = 6});
    for (int i = 0; i < 10'000; ++i) {
        const double value =
            (draws.uniform() - 0.5) * std::ldexp(1.0, static_cast<int>(draws.below(200)) - 100);
        REQUIRE(std::strtod(number(value).c_str(), nullptr) == value);
    }
}

TEST_CASE("Numbers for people have thousands separators and fixed decimals", "[text]") {
    CHECK(pretty(12345.678, 1) == "12,345.7");
    CHECK(pretty(999, 0) == "999");
    CHECK(pretty(1000, 0) == "1,000");
    CHECK(pretty(1234567, 0) == "1,234,567");
    CHECK(pretty(-1234.5, 2) == "-1,234.50");
    CHECK(pretty(-123, 0) == "-123");
    CHECK(pretty(-0.04, 1) == "0.0");
    CHECK(pretty(0.05, 2) == "0.05");
    CHECK(pretty(std::nan(""), 2).empty());
}

TEST_CASE("A CSV field cannot break its row or run as a formula", "[text]") {
    CHECK(csv_text("Harbor clinic") == "Harbor clinic");
    CHECK(csv_text("").empty());
    CHECK(csv_text("Main St, 5") == "\"Main St, 5\"");
    CHECK(csv_text("the \"Pit\"") == "\"the \"\"Pit\"\"\"");
    CHECK(csv_text("two\nlines") == "\"two\nlines\"");
    for (std::string start : {"=", "+", "-", "@"})
        CHECK(csv_text(start + "1+1") == "'" + start + "1+1");
    for (std::string blanks : {" ", "   ", "\t", " \t "})
        for (std::string start : {"=", "+", "-", "@"})
            CHECK(csv_text(blanks + start + "1+1").find('\'') <= 1);
    CHECK(csv_text(" =1+1") == "' =1+1");
    CHECK(csv_text("  Main St") == "  Main St");
    CHECK(csv_text("  ") == "  ");
    CHECK(csv_text("\tx") == "\"'\tx\"");
    CHECK(csv_text("\rx") == "\"'\rx\"");
    CHECK(csv_text("=HYPERLINK(\"http://x\",\"y\")") ==
          "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
    CHECK(csv_text("a=b") == "a=b");
}

TEST_CASE("Text in a page cannot become markup", "[text]") {
    CHECK(html_text("<script>alert('x')</script>") ==
          "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
    CHECK(html_text("a & \"b\"") == "a &amp; &quot;b&quot;");
    CHECK(html_text("&amp;") == "&amp;amp;");
}

TEST_CASE("A typo finds the word that was meant, and nonsense finds none", "[text]") {
    const std::vector<std::string> known = {"replicates", "seed", "years", "precision", "layer"};
    CHECK(nearest_word("replicate", known) == "replicates");
    CHECK(nearest_word("yaers", known) == "years");
    CHECK(nearest_word("Seed", known) == "seed");
    CHECK(nearest_word("sed", known) == "seed");
    CHECK(nearest_word("percision", known) == "precision");
    CHECK(nearest_word("layers", known) == "layer");
    CHECK(nearest_word("zzzz", known).empty());
    CHECK(nearest_word("", known).empty());
    CHECK(nearest_word("ab", known).empty());
    CHECK(nearest_word("seed", {}).empty());
    // The limit is a third of the typed word's length: two edits in six letters, never three.
    const std::vector<std::string> one = {"abcdef"};
    CHECK(nearest_word("abcdxx", one) == "abcdef");
    CHECK(nearest_word("abcxxx", one).empty());
    const std::vector<std::string> long_one = {std::string(1'000'000, 'a')};
    CHECK(nearest_word(std::string(100'000, 'a'), long_one).empty()); // without comparing them
    const std::vector<std::string> tie = {"cat", "car"};
    CHECK(nearest_word("cap", tie) == "cat");
}

TEST_CASE("Splitting keeps empty parts and joining undoes it", "[text]") {
    CHECK(split("a,,b", ',') == std::vector<std::string>{"a", "", "b"});
    CHECK(split("", ',') == std::vector<std::string>{""});
    CHECK(split(",", ',') == std::vector<std::string>{"", ""});
    for (std::string text : {"a,b,c", "", ",", "one", ",x,"})
        CHECK(join(split(text, ','), ",") == text);
    CHECK(join(std::vector<std::string>{}, ", ").empty());
    CHECK(join(std::vector<std::string>{"a", "b"}, " and ") == "a and b");
}

} // namespace careshed::text_test
