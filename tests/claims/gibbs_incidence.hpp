// The posterior of recorded deaths by another road than engine/population/dispersion: a Markov
// chain that takes the risks of areas and districts, and how much they vary, in turns. Slow, in
// libm.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "engine/core/distributions.hpp"
#include "engine/population/dispersion.hpp"

namespace careshed::test {

class GibbsIncidence {
  public:
    /// `record` must outlive it.
    GibbsIncidence(const CountedRisk& record, std::uint64_t seed)
        : record_(record), draws_({seed, Purpose::test, 77, 0}), district_(record.districts, 1.0),
          area_(record.counts.size(), 1.0) {
        for (int step = 0; step < kBurnIn; ++step)
            move();
    }

    /// Expected counts of the fitted years by area, scaled so that they sum to the record.
    [[nodiscard]] std::vector<double> next() {
        for (int step = 0; step < kThin; ++step)
            move();
        std::vector<double> means(area_.size());
        double all = 0, recorded = 0;
        for (std::size_t a = 0; a < means.size(); ++a) {
            means[a] = record_.expected[a] * district_[record_.district[a]] * area_[a];
            all += means[a];
            recorded += record_.counts[a];
        }
        for (double& mean : means)
            mean *= recorded / all;
        return means;
    }

  private:
    static constexpr int kBurnIn = 400, kThin = 12;

    static double shape_of(double variation) { return 1 / (variation * variation); }
    static double log_prior(double variation) {
        return std::log(variation / (1 + variation * variation)); // half-Cauchy, in the log
    }
    static bool is_considered(double variation) {
        return variation > kLeastVariation && variation < kMostVariation;
    }

    void move() {
        vary_areas();
        for (std::size_t a = 0; a < area_.size(); ++a) {
            const double shape = shape_of(area_variation_);
            const double mean = record_.expected[a] * district_[record_.district[a]];
            area_[a] = sample_gamma(draws_, shape + record_.counts[a], 1 / (shape + mean));
        }
        vary_districts();
        for (std::size_t d = 0; d < district_.size(); ++d) {
            double shape = shape_of(district_variation_), rate = shape;
            for (std::size_t a = 0; a < area_.size(); ++a)
                if (record_.district[a] == d) {
                    shape += record_.counts[a];
                    rate += record_.expected[a] * area_[a];
                }
            district_[d] = sample_gamma(draws_, shape, 1 / rate);
        }
    }

    /// Metropolis in the log, areas' own risks integrated out.
    void vary_areas() {
        const auto density = [&](double variation) {
            const double s = shape_of(variation);
            double sum = log_prior(variation);
            for (std::size_t a = 0; a < area_.size(); ++a) {
                const double n = record_.counts[a];
                const double m = record_.expected[a] * district_[record_.district[a]];
                sum += std::lgamma(s + n) - std::lgamma(s) + s * std::log(s / (s + m)) +
                       n * std::log(m / (s + m));
            }
            return sum;
        };
        step(area_variation_, density);
    }
    void vary_districts() {
        const auto density = [&](double variation) {
            const double b = shape_of(variation);
            double sum = log_prior(variation);
            for (const double risk : district_)
                sum += b * std::log(b) - std::lgamma(b) + b * std::log(risk) - b * risk;
            return sum;
        };
        step(district_variation_, density);
    }
    template <class Density> void step(double& variation, Density&& density) {
        const double other = variation * std::exp(0.6 * sample_normal(draws_));
        const double chance = draws_.uniform();
        if (is_considered(other) && std::log(chance) < density(other) - density(variation))
            variation = other;
    }

    const CountedRisk& record_;
    DrawStream draws_;
    double area_variation_ = 1, district_variation_ = 1;
    std::vector<double> district_, area_;
};

} // namespace careshed::test
