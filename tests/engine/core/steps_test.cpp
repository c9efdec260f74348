#include <catch2/catch.hpp>
#include <cmath>

#include "engine/core/steps.hpp"

namespace careshed::steps_test {

TEST_CASE("All counts of a step are told as its middle", "[core]") {
    CHECK(middle_of_step(0, 11) == 5);
    CHECK(middle_of_step(10, 11) == 5);
    CHECK(middle_of_step(11, 11) == 16);
    CHECK(middle_of_step(21, 11) == 16);
    CHECK(middle_of_step(22, 11) == 27);
    CHECK(middle_of_step(22 - 1e-12, 11) == 27); // summed from shares
}

TEST_CASE("A figure in steps is a decimal without a tail", "[core]") {
    CHECK(to_step(0.32, 0.1) == 0.3);
    CHECK(to_step(-0.32, 0.1) == -0.3);
    CHECK(to_step(0.15, 0.05) == 0.15);
    CHECK(to_step(7, 5) == 5);
    CHECK(to_step(1234, 200) == 1200);
    CHECK(to_step(0.04, 0.1) == 0);
    CHECK_FALSE(std::signbit(to_step(-0.04, 0.1)));
    CHECK(to_step(0.123456, 0) == 0.123456);
}

TEST_CASE("A step is 1, 2 or 5 times a power of ten, and no smaller than asked for", "[core]") {
    CHECK(step_of_at_least(0.06) == 0.1);
    CHECK(step_of_at_least(0.1) == 0.1);
    CHECK(step_of_at_least(0.11) == 0.2);
    CHECK(step_of_at_least(2.1) == 5);
    CHECK(step_of_at_least(51) == 100);
    CHECK(step_of_at_least(0) == 0);
    CHECK(decimals_of_step(0.05) == 2);
    CHECK(decimals_of_step(0.2) == 1);
    CHECK(decimals_of_step(50) == 0);
}

TEST_CASE("Significant digits are kept whatever the size", "[core]") {
    CHECK(to_digits(1234.5, 3) == 1230);
    CHECK(to_digits(-0.0012345, 2) == -0.0012);
    CHECK(to_digits(0, 3) == 0);
    CHECK(to_digits(9.999, 2) == 10);
}

} // namespace careshed::steps_test
