#include "models/studies/variance_shares.hpp"

#include <algorithm>
#include <cmath>

#include "models/studies/one_way.hpp"

namespace careshed {

namespace {

double mean_of(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values)
        sum += value;
    return sum / static_cast<double>(values.size());
}

double covariance(const std::vector<double>& one, const std::vector<double>& other) {
    const double mean_one = mean_of(one), mean_other = mean_of(other);
    double sum = 0;
    for (std::size_t k = 0; k < one.size(); ++k)
        sum += (one[k] - mean_one) * (other[k] - mean_other);
    return sum / static_cast<double>(one.size());
}

double correlation(const std::vector<double>& one, const std::vector<double>& other) {
    const double size = std::sqrt(covariance(one, one) * covariance(other, other));
    return size > 0 ? covariance(one, other) / size : 0;
}

} // namespace

VarianceShares shares_of(const std::vector<double>& lead, const std::vector<double>& other_data,
                         const std::vector<double>& other_parameters) {
    if (lead.size() < 3 || covariance(lead, lead) <= 0)
        return {};
    VarianceShares shares{std::max(0.0, correlation(lead, other_data)),
                          std::max(0.0, correlation(lead, other_parameters)), 0};
    const double sum = shares.parameters + shares.data;
    if (sum > 1) { // by chance, in few draws
        shares.parameters /= sum;
        shares.data /= sum;
    }
    shares.together = std::max(0.0, 1 - shares.parameters - shares.data);
    return shares;
}

VarianceShares variance_shares(const StudyPlan& plan, const ExpectedStudy& expected, DecaySet decay,
                               std::array<std::size_t, 2> sites) {
    const std::size_t draws = std::min(expected.draws.size(), kChangedDraws);
    const OutcomeTable& table = expected.by_decay[decay];
    const std::size_t deaths = table.outcome("deaths_averted");
    std::vector<double> lead(draws), other_data(draws), other_parameters(draws);
    for (std::size_t d = 0; d < draws; ++d)
        lead[d] = table.draws_of(sites[0], deaths)[d] - table.draws_of(sites[1], deaths)[d];
    for_each_index(draws, plan.threads, [&](std::size_t d) {
        const auto draw = static_cast<std::uint32_t>(d);
        const auto next = static_cast<std::uint32_t>((d + 1) % draws);
        const auto lead_of_mixed = [&](std::uint32_t parameters, std::uint32_t incidence) {
            return lead_of(deaths_by_site(
                plan, set_up_draw_of_incidence(plan, parameters, incidence), decay, sites));
        };
        other_data[d] = lead_of_mixed(draw, next);
        other_parameters[d] = lead_of_mixed(next, draw);
    });
    return shares_of(lead, other_data, other_parameters);
}

} // namespace careshed
