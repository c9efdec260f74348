#include <array>
#include <catch2/catch.hpp>
#include <cmath>

#include "engine/core/distributions.hpp"
#include "engine/simulate/control_variate.hpp"

namespace careshed::control_variate_test {

TEST_CASE("the slope is what a figure shares with its control, at any mean of a configuration") {
    DrawStream draws({1, Purpose::test, 77, 0});
    PooledSlope one, other;
    for (int configuration = 0; configuration < 400; ++configuration) {
        std::array<double, 5> figure{}, control{};
        for (std::size_t k = 0; k < figure.size(); ++k) {
            control[k] = 10.0 * configuration + sample_normal(draws);
            figure[k] = -3.0 * configuration + 0.6 * control[k] + 0.1 * sample_normal(draws);
        }
        (configuration % 2 == 0 ? one : other).add(figure, control);
    }
    CHECK(one.value() == Approx(0.6).margin(4 * 0.1 / std::sqrt(800.0)));
    one += other;
    CHECK(one.value() == Approx(0.6).margin(4 * 0.1 / std::sqrt(1600.0)));
}

TEST_CASE("a control that never varies is taken to be the figure") {
    PooledSlope slope;
    CHECK(slope.value() == 1);
    slope.add(std::array{1.0, 2.0}, std::array{5.0, 5.0});
    CHECK(slope.value() == 1);
}

TEST_CASE("a figure loses the error of its control") {
    CHECK(controlled(12, 5, 4, 1) == 11);
    CHECK(controlled(12, 5, 4, 0.5) == 11.5);
    CHECK(controlled(12, 4, 4, 0.5) == 12);
}

} // namespace careshed::control_variate_test
