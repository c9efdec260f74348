// The posterior of recorded deaths by another road than engine/population/risk_fields: every area
// with every other in a dense matrix, and a Markov chain (elliptical slice sampling, Murray, Adams
// and MacKay 2010) in place of an approximation. Slow, in libm.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/core/distributions.hpp"
#include "engine/population/risk_fields.hpp"

namespace careshed::test {

class SampledRisk {
  public:
    /// `record` must outlive it. Areas without a middle are far from everything.
    SampledRisk(const CountedRisk& record, const std::vector<std::optional<Point>>& middles,
                std::uint64_t seed, int burn_in = 2000, int thin = 40)
        : record_(record), thin_(thin), draws_({seed, Purpose::test, 77, 0}),
          normals_(middles.size() + 1, 0.0) {
        for (const double range : kRanges)
            for (const double own : kOwnShares)
                roots_.push_back(root_of(middles, range, own));
        log_likelihood_ = log_likelihood(normals_, deviation_, root_);
        for (int step = 0; step < burn_in; ++step)
            move();
    }

    /// Expected counts by area, scaled so that they sum to the recorded deaths.
    [[nodiscard]] std::vector<double> next() {
        for (int step = 0; step < thin_; ++step)
            move();
        std::vector<double> means = counts_of(normals_, deviation_, root_);
        double all = 0, recorded = 0;
        for (std::size_t a = 0; a < means.size(); ++a) {
            all += means[a];
            recorded += record_.counts[a];
        }
        for (double& mean : means)
            mean *= recorded / all;
        return means;
    }

  private:
    using Root = std::vector<std::vector<double>>;

    static double correlation(const std::optional<Point>& a, const std::optional<Point>& b,
                              double range) {
        if (!a || !b)
            return 0;
        const double far = std::hypot(a->x - b->x, a->y - b->y) / 100 / range;
        return (1 + far) * std::exp(-far);
    }
    /// Cholesky, row by row.
    static Root root_of(const std::vector<std::optional<Point>>& middles, double range,
                        double own) {
        Root root(middles.size());
        for (std::size_t i = 0; i < middles.size(); ++i)
            for (std::size_t j = 0; j <= i; ++j) {
                double sum =
                    i == j ? 1 + 1e-6 : (1 - own) * correlation(middles[i], middles[j], range);
                for (std::size_t k = 0; k < j; ++k)
                    sum -= root[i][k] * root[j][k];
                root[i].push_back(i == j ? std::sqrt(sum) : sum / root[j][j]);
            }
        return root;
    }

    [[nodiscard]] std::vector<double> counts_of(const std::vector<double>& normals,
                                                double deviation, std::size_t root) const {
        std::vector<double> counts;
        for (std::size_t a = 0; a < record_.counts.size(); ++a) {
            double log_risk = kLevelDeviation * normals.back();
            for (std::size_t k = 0; k <= a; ++k)
                log_risk += deviation * roots_[root][a][k] * normals[k];
            counts.push_back(record_.expected[a] * std::exp(log_risk));
        }
        return counts;
    }
    [[nodiscard]] double log_likelihood(const std::vector<double>& normals, double deviation,
                                        std::size_t root) const {
        const std::vector<double> counts = counts_of(normals, deviation, root);
        double sum = 0;
        for (std::size_t a = 0; a < counts.size(); ++a)
            sum += record_.counts[a] * std::log(counts[a]) - counts[a];
        return sum;
    }

    void move() {
        slice();
        vary();
    }
    /// The surface, given how it varies.
    void slice() {
        std::vector<double> other(normals_.size()), at(normals_.size());
        for (double& normal : other)
            normal = sample_normal(draws_);
        const double bar = log_likelihood_ + std::log(draws_.uniform());
        constexpr double kTurn = 6.283185307179586;
        double angle = kTurn * draws_.uniform(), from = angle - kTurn, to = angle;
        for (;;) {
            for (std::size_t k = 0; k < at.size(); ++k)
                at[k] = normals_[k] * std::cos(angle) + other[k] * std::sin(angle);
            const double there = log_likelihood(at, deviation_, root_);
            if (there > bar) {
                normals_ = at;
                log_likelihood_ = there;
                return;
            }
            (angle < 0 ? from : to) = angle;
            angle = from + (to - from) * draws_.uniform();
        }
    }
    /// How it varies, given the normals behind the surface.
    void vary() {
        const auto log_prior = [](double deviation) {
            return 2 * std::log(deviation) - kDeviationRate * deviation;
        };
        const double deviation = deviation_ * std::exp(0.5 * sample_normal(draws_));
        const std::size_t root = draws_.below(static_cast<std::uint32_t>(roots_.size()));
        const double chance = draws_.uniform();
        if (deviation < kLeastDeviation || deviation > kMostDeviation)
            return;
        const double there = log_likelihood(normals_, deviation, root);
        if (std::log(chance) <
            there - log_likelihood_ + log_prior(deviation) - log_prior(deviation_)) {
            deviation_ = deviation;
            root_ = root;
            log_likelihood_ = there;
        }
    }

    const CountedRisk& record_;
    int thin_;
    DrawStream draws_;
    std::vector<double> normals_; ///< behind the areas' deviations, then the level's
    double deviation_ = 0.5, log_likelihood_ = 0;
    std::size_t root_ = 0;
    std::vector<Root> roots_;
};

} // namespace careshed::test
