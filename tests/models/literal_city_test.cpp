// The kernel (models/histories under models/mechanisms/booth_acceptance) compared with the literal
// city, where every use is drawn and one queue of events runs everything. Every count a year must
// agree within 4 standard errors of the difference, and these must be small enough that a 2 % error
// shows. CARESHED_LONG=1 runs ten times as many replicates; CARESHED_TABLE=1 prints the comparison.
// Seeds and lengths were set by the errors alone.
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "models/mechanisms/purposes.hpp"
#include "tests/length.hpp"
#include "tests/models/literal_case.hpp"

namespace careshed::literal_city_test {

using namespace careshed::test;

namespace {

constexpr std::uint64_t kSeed = 20260418;
constexpr double kMostErrors = 4;

/// Standard error of the difference, relative to the count.
double error_allowed() { return is_long() ? 0.005 : 0.005 * 3.5; }

/// Counts of one replicate, in the order of count_names(). Acceptance is that of the demand at the
/// start: where a site leaves more people alive, demand grows and uses served are not compared.
using Counts = std::vector<double>;

std::vector<std::string> count_names(const LiteralCase& made) {
    const std::size_t sites = made.demand.size();
    std::vector<std::string> names{"overdoses", "private deaths", "public deaths"};
    if (sites > 0)
        names.emplace_back("on site");
    names.emplace_back("runs");
    for (std::size_t j = 0; made.keeps_demand && j < sites; ++j)
        names.push_back(fmt::format("served at {}", j + 1));
    return names;
}

Counts literal_counts(const LiteralCase& made, std::uint32_t run) {
    const LiteralCounts seen = LiteralRun(made.literal, kSeed, run).counts();
    Counts counts{seen.overdoses, seen.deaths[kPrivate], seen.deaths[kPublic]};
    if (!made.demand.empty())
        counts.push_back(seen.on_site);
    counts.push_back(seen.runs);
    for (std::size_t j = 0; made.keeps_demand && j < made.demand.size(); ++j)
        counts.push_back(seen.served[j]);
    return counts;
}

Counts kernel_counts(const LiteralCase& made, std::uint32_t replication) {
    const HistoryTerms& terms = made.draw.terms;
    std::vector<BoothAcceptance> acceptances;
    for (std::size_t j = 0; j < made.demand.size(); ++j)
        acceptances.push_back(
            simulated_acceptance(made.demand[j], {kSeed, purpose::booth_queue,
                                                  made.city.candidates[j].stable, replication}));
    Arm arm;
    for (std::size_t j = 0; j < acceptances.size(); ++j)
        arm.push_back({j, &acceptances[j], &made.attractions[j]});
    const HistoryCounts seen =
        count_all({&made.population, made.nearby.get(), &made.draw, {kSeed, replication}, {}}, arm);
    Counts counts{events_of(seen.overdoses), events_of(seen.deaths[kPrivate]),
                  events_of(seen.deaths[kPublic])};
    if (!arm.empty())
        counts.push_back(events_of(seen.simulated.overdoses_on_site));
    counts.push_back(events_of(seen.runs));
    for (std::size_t j = 0; made.keeps_demand && j < acceptances.size(); ++j)
        counts.push_back(365 * terms.years *
                         use_over_horizon(made.demand[j], acceptances[j], 12 * terms.adoption_years,
                                          12 * terms.years)
                             .uses_a_day);
    return counts;
}

struct Mean {
    double value = 0, error = 0;
};
Mean mean_of(const std::vector<Counts>& replicates, std::size_t column) {
    const auto n = static_cast<double>(replicates.size());
    Mean mean;
    for (const Counts& counts : replicates)
        mean.value += counts[column] / n;
    for (const Counts& counts : replicates) {
        const double off = counts[column] - mean.value;
        mean.error += off * off / (n - 1) / n;
    }
    mean.error = std::sqrt(mean.error);
    return mean;
}

/// Replicates at full length; a tenth of them in the everyday run.
struct Length {
    int runs = 0, replications = 0;
};

void compare(const Making& making, Length length) {
    const auto made = make_case(making);
    const int part = is_long() ? 1 : 10;
    std::vector<Counts> literal, kernel;
    for (int run = 0; run < length.runs / part; ++run)
        literal.push_back(literal_counts(*made, static_cast<std::uint32_t>(run)));
    for (int replication = 0; replication < length.replications / part; ++replication)
        kernel.push_back(kernel_counts(*made, static_cast<std::uint32_t>(replication)));
    const std::vector<std::string> names = count_names(*made);
    std::string table;
    for (std::size_t k = 0; k < names.size(); ++k) {
        const Mean twin = mean_of(literal, k), fast = mean_of(kernel, k);
        const double error = std::hypot(twin.error, fast.error);
        const double z = (fast.value - twin.value) / error;
        const std::string line = fmt::format(
            "{}, {:<14} twin {:11.4f} kernel {:11.4f} ({:+6.2f} %) error {:5.2f} % z {:+5.2f}",
            making.name, names[k], twin.value, fast.value, 100 * (fast.value / twin.value - 1),
            100 * error / twin.value, z);
        table += line + "\n";
        INFO(line);
        CHECK((error <= error_allowed() * twin.value));
        CHECK((std::abs(z) <= kMostErrors));
    }
    if (std::getenv("CARESHED_TABLE") != nullptr)
        WARN(table);
}

HistoryTerms common_terms() {
    HistoryTerms terms;
    terms.years = 3;
    terms.public_share = 0.5;
    terms.calls_911 = {0.5, 0.7};
    terms.unwitnessed_fatality = 0.16;
    terms.uncalled_fatality = 0.1;
    terms.onsite_fatality = 0.01;
    terms.adoption_years = 1;
    terms.has_history = true;
    terms.leave_rate = 0.5;
    terms.prior_ratio = 2;
    terms.release = {0.5, 0.1, 3};
    terms.treatment_end = {0.4, 0.08, 2};
    terms.supply = {0.5, 0.1, 1.5};
    return terms;
}

} // namespace

TEST_CASE("Without history the kernel counts what the literal city counts", "[literal]") {
    Making making;
    making.name = "no history, booths for all";
    making.overdoses_a_year = 3;
    making.terms = common_terms();
    // As set_up_histories leaves them when history is off.
    making.terms.has_history = false;
    making.terms.leave_rate = 0;
    making.terms.prior_ratio = 1;
    making.terms.release = making.terms.treatment_end = making.terms.supply = {};
    making.sites = {{"daily 06:30-22:00", {40, 20, 15}, 2}};
    compare(making, {560, 1000});
}

TEST_CASE("With history and a full site the kernel counts what the literal city counts",
          "[literal]") {
    Making making;
    making.name = "history, few booths";
    making.overdoses_a_year = 2;
    making.site_as_deadly = true;
    making.terms = common_terms();
    making.sites = {{"daily 08:00-23:00", {1, 15, 10}, 1}};
    compare(making, {320, 1000});
}

TEST_CASE("Two sites that share people: the kernel counts what the literal city counts",
          "[literal]") {
    Making making;
    making.name = "two sites";
    making.overdoses_a_year = 2;
    making.site_as_deadly = true;
    making.terms = common_terms();
    making.sites = {{"Mon-Fri 08:00-18:30", {2, 20, 10}, 2}, {"daily 12:00-02:00", {2, 20, 20}, 4}};
    compare(making, {320, 1000});
}

TEST_CASE("Strong windows and shocks: the kernel counts what the literal city counts",
          "[literal]") {
    Making making;
    making.name = "windows and shocks";
    making.overdoses_a_year = 0.2;
    making.terms = common_terms();
    making.terms.prior_ratio = 6;
    making.terms.release = {2, 0.08, 5};
    making.terms.treatment_end = {0.5, 0.8, 4}; // many are inside one at the start
    making.terms.supply = {3, 0.06, 5};
    making.sites = {{"always", {40, 20, 15}, 2}};
    compare(making, {640, 2000});
}

TEST_CASE("Ten years without a site: the kernel counts what the literal city counts", "[literal]") {
    Making making;
    making.name = "ten years, no site";
    making.overdoses_a_year = 0.8;
    making.terms = common_terms();
    making.terms.years = 10;
    making.terms.leave_rate = 0.25;
    making.terms.prior_ratio = 3;
    compare(making, {220, 600});
}

} // namespace careshed::literal_city_test
