#include "engine/population/dispersion.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/core/portable_math.hpp"

namespace careshed {

namespace {

constexpr std::size_t kNodes = 33;   // of a district's log risk
constexpr double kReach = 5;         // standard deviations to either side
constexpr double kNegligible = 1e-6; // of the likeliest pair's weight

/// ln Gamma(x), x > 0: Stirling's series after x has been raised above 8.
double log_gamma(double x) {
    double raised = 1;
    while (x < 8) {
        raised *= x;
        x += 1;
    }
    const double y = 1 / (x * x);
    const double series =
        (1.0 / 12 - y * (1.0 / 360 - y * (1.0 / 1260 - y * (1.0 / 1680 - y / 1188)))) / x;
    constexpr double kHalfLogTwoPi = 0.91893853320467274178;
    return (x - 0.5) * portable::log(x) - x + kHalfLogTwoPi + series - portable::log(raised);
}

double log_sum(const std::vector<double>& logs) {
    const double most = *std::ranges::max_element(logs);
    double sum = 0;
    for (const double value : logs)
        sum += portable::exp(value - most);
    return most + portable::log(sum);
}

/// Even in the log, with what the half-Cauchy prior gives each.
struct Variation {
    double shape = 0, log_prior = 0;
};
std::array<Variation, kVariations> variations() {
    std::array<Variation, kVariations> all;
    const double ratio = portable::log(kMostVariation / kLeastVariation) / (kVariations - 1);
    for (std::size_t k = 0; k < kVariations; ++k) {
        const double variation = kLeastVariation * portable::exp(ratio * static_cast<double>(k));
        const double density = variation / (1 + variation * variation);
        all[k] = {1 / (variation * variation), portable::log(density)};
    }
    return all;
}

/// What a district's counts say of its log risk, given how much its areas vary.
class DistrictLikelihood {
  public:
    DistrictLikelihood(const CountedRisk& risk, std::size_t district, double area_shape)
        : shape_(area_shape) {
        for (std::size_t a = 0; a < risk.counts.size(); ++a) {
            if (risk.district[a] != district)
                continue;
            areas_.push_back({risk.counts[a], risk.expected[a]});
            counts_ += risk.counts[a];
            expected_ += risk.expected[a];
            constant_ += log_gamma(shape_ + risk.counts[a]) - log_gamma(shape_) +
                         risk.counts[a] * portable::log(risk.expected[a]) +
                         shape_ * portable::log(shape_);
        }
    }

    /// Negative binomial, each area's own risk integrated out.
    [[nodiscard]] double at(double log_risk) const {
        const double risk = portable::exp(log_risk);
        double sum = constant_ + counts_ * log_risk;
        for (const Area& area : areas_)
            sum -= (shape_ + area.count) * portable::log(shape_ + area.expected * risk);
        return sum;
    }

    /// A grid of the log risk that holds the posterior under a gamma prior of this shape.
    [[nodiscard]] RelativeRisk grid(double prior_shape) const {
        const auto areas = static_cast<double>(std::max<std::size_t>(areas_.size(), 1));
        const double of_counts = 1 / (1 / (counts_ + 1) + 1 / (shape_ * areas));
        const double precision = of_counts + prior_shape;
        const double middle =
            of_counts * portable::log((counts_ + 0.5) / (expected_ + 0.5)) / precision;
        const double reach = kReach / std::sqrt(precision);
        return {middle - reach, 2 * reach / (kNodes - 1), {}};
    }

  private:
    struct Area {
        double count, expected;
    };
    double shape_;
    std::vector<Area> areas_;
    double counts_ = 0, expected_ = 0, constant_ = 0;
};

/// Log evidence of a district; fills the grid's weights.
double weigh(const DistrictLikelihood& likelihood, double prior_shape, RelativeRisk& risk) {
    const double constant = prior_shape * portable::log(prior_shape) - log_gamma(prior_shape);
    std::vector<double> logs;
    for (std::size_t k = 0; k < kNodes; ++k) {
        const double x = risk.log_at(static_cast<double>(k));
        logs.push_back(likelihood.at(x) + constant + prior_shape * (x - portable::exp(x)));
    }
    const double all = log_sum(logs);
    double running = 0;
    for (const double value : logs)
        risk.running.push_back(running += portable::exp(value - all));
    for (double& total : risk.running)
        total /= running;
    return all + portable::log(risk.step);
}

void normalise(const std::vector<double>& log_weights, std::vector<Dispersion>& all) {
    const double most = *std::ranges::max_element(log_weights);
    double sum = 0;
    for (std::size_t k = 0; k < all.size(); ++k) {
        all[k].weight = portable::exp(log_weights[k] - most);
        all[k].weight = all[k].weight < kNegligible ? 0 : all[k].weight;
        sum += all[k].weight;
    }
    std::erase_if(all, [](const Dispersion& dispersion) { return dispersion.weight == 0; });
    for (Dispersion& dispersion : all)
        dispersion.weight /= sum;
}

} // namespace

std::vector<Dispersion> dispersions_of(const CountedRisk& risk) {
    const auto grid = variations();
    std::vector<Dispersion> all;
    std::vector<double> log_weights;
    for (const Variation& of_areas : grid) {
        std::vector<DistrictLikelihood> likelihoods;
        for (std::size_t d = 0; d < risk.districts; ++d)
            likelihoods.emplace_back(risk, d, of_areas.shape);
        for (const Variation& of_districts : grid) {
            Dispersion pair{0, of_areas.shape, {}};
            double log_weight = of_areas.log_prior + of_districts.log_prior;
            for (const DistrictLikelihood& likelihood : likelihoods) {
                pair.districts.push_back(likelihood.grid(of_districts.shape));
                log_weight += weigh(likelihood, of_districts.shape, pair.districts.back());
            }
            all.push_back(std::move(pair));
            log_weights.push_back(log_weight);
        }
    }
    normalise(log_weights, all);
    return all;
}

} // namespace careshed
