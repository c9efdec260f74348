#include "engine/population/marks.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "engine/core/distributions.hpp"

namespace careshed::marks_test {

namespace {

const std::vector<Mark> kMarks{Mark::place_private, Mark::place_public, Mark::group,
                               Mark::uses,          Mark::frailty,      Mark::alone,
                               Mark::propensity,    Mark::route};

std::vector<double> marks_of(const AreaMarks& area, Mark mark, std::uint32_t people) {
    std::vector<double> marks;
    for (std::uint32_t n = 0; n < people; ++n)
        marks.push_back(area.uniform(mark, n));
    return marks;
}

double mean_of(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values)
        sum += value;
    return sum / static_cast<double>(values.size());
}

/// Root mean square error of an area's mean mark.
double error_of_means(Mark mark, std::uint32_t people) {
    constexpr int kAreas = 300;
    double squares = 0;
    for (std::uint64_t area = 0; area < kAreas; ++area) {
        const double miss = mean_of(marks_of(AreaMarks(1, area), mark, people)) - 0.5;
        squares += miss * miss / kAreas;
    }
    return std::sqrt(squares);
}

/// Mean of x / (1 + x), x = 0.05 exp(1.5 z), over a standard normal z.
constexpr double kWilling = 0.0969;

/// Willingness to go of an area's people, weighted by their risk: what a site's effect is made of.
template <class Draw> double risky_willingness(const Draw& draw, std::uint32_t people) {
    double going = 0, risk = 0;
    for (std::uint32_t n = 0; n < people; ++n) {
        const double propensity = 0.05 * std::exp(1.5 * normal_quantile(draw(Mark::propensity, n)));
        const double frailty = std::exp(normal_quantile(draw(Mark::frailty, n)));
        going += frailty * propensity / (1 + propensity);
        risk += frailty;
    }
    return going / risk;
}

/// Largest gap between the marks' distribution and the uniform one (Kolmogorov and Smirnov).
double gap(std::vector<double> marks) {
    std::sort(marks.begin(), marks.end());
    const double n = static_cast<double>(marks.size());
    double worst = 0;
    for (std::size_t k = 0; k < marks.size(); ++k)
        worst = std::max({worst, marks[k] - static_cast<double>(k) / n,
                          static_cast<double>(k + 1) / n - marks[k]});
    return worst;
}

} // namespace

TEST_CASE("Marks of an area's people are uniform and never 0 or 1", "[marks]") {
    constexpr std::uint32_t kPeople = 10000;
    for (const std::uint64_t area : {1ULL, 77ULL, 123456789ULL}) {
        const AreaMarks marks(5, area);
        for (const Mark mark : kMarks) {
            const std::vector<double> column = marks_of(marks, mark, kPeople);
            CHECK(gap(column) < 1.63 / std::sqrt(kPeople)); // 1 % point of the KS statistic
            CHECK(*std::min_element(column.begin(), column.end()) > 0);
            CHECK(*std::max_element(column.begin(), column.end()) < 1);
        }
    }
}

TEST_CASE("First members of many areas are uniform too", "[marks]") {
    constexpr std::uint64_t kAreas = 5000;
    for (const Mark mark : kMarks) {
        std::vector<double> firsts;
        for (std::uint64_t area = 0; area < kAreas; ++area)
            firsts.push_back(AreaMarks(8, area).uniform(mark, 0));
        CHECK(gap(firsts) < 1.63 / std::sqrt(kAreas));
    }
}

TEST_CASE("Two marks of a person are independent", "[marks]") {
    constexpr std::uint32_t kPeople = 20000;
    const AreaMarks area(3, 42);
    for (std::size_t a = 0; a < kMarks.size(); ++a)
        for (std::size_t b = 0; b < a; ++b) {
            const auto first = marks_of(area, kMarks[a], kPeople);
            const auto second = marks_of(area, kMarks[b], kPeople);
            double product = 0;
            for (std::size_t n = 0; n < kPeople; ++n)
                product += (first[n] - 0.5) * (second[n] - 0.5);
            // Correlation; independent draws have standard error 1 / sqrt(people).
            CHECK(std::abs(12 * product / kPeople) < 4 / std::sqrt(kPeople));
        }
}

TEST_CASE("Means over an area are far closer to the truth than independent draws", "[marks]") {
    // 16 is the fewest people of an area. Frailty's step lies near 2/3 and is checked below, by its
    // use.
    for (const auto& [people, part] : {std::pair{16U, 1.0}, {50U, 0.5}, {112U, 0.5}, {1000U, 0.2}})
        for (const Mark mark : kMarks) {
            if (mark == Mark::frailty)
                continue;
            INFO("mark " << static_cast<int>(mark) << " of " << people << " people");
            CHECK(error_of_means(mark, people) < part * std::sqrt(1.0 / 12 / people));
        }
}

TEST_CASE("Willingness weighted by risk is closer to the truth than with independent draws",
          "[marks]") {
    for (const std::uint32_t people : {50U, 112U, 300U}) {
        INFO(people << " people");
        double spread = 0, independent = 0;
        constexpr std::uint64_t kAreas = 1500;
        for (std::uint64_t area = 0; area < kAreas; ++area) {
            const AreaMarks marks(1, area);
            const auto own = [&](Mark mark, std::uint32_t n) { return marks.uniform(mark, n); };
            DrawStream draws({1, Purpose::test, area, people});
            const auto chance = [&](Mark, std::uint32_t) { return draws.uniform(); };
            spread += std::pow(risky_willingness(own, people) - kWilling, 2);
            independent += std::pow(risky_willingness(chance, people) - kWilling, 2);
        }
        CHECK(spread < 0.5 * independent); // variances; measured 0.26 to 0.30
    }
}

TEST_CASE("A person's mark does not depend on how many others there are", "[marks]") {
    const AreaMarks one(9, 4), same(9, 4);
    (void)marks_of(same, Mark::uses, 1000);
    for (const std::uint32_t member : {0U, 1U, 500U, 4000000000U})
        for (const Mark mark : kMarks)
            CHECK(one.uniform(mark, member) == same.uniform(mark, member));
    CHECK(one.uniform(Mark::uses, 0) != AreaMarks(9, 5).uniform(Mark::uses, 0));
    CHECK(one.uniform(Mark::uses, 0) != AreaMarks(10, 4).uniform(Mark::uses, 0));
}

} // namespace careshed::marks_test
