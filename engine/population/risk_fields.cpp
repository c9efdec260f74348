#include "engine/population/risk_fields.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/core/interrupt.hpp"
#include "engine/core/portable_math.hpp"

namespace careshed {

namespace {

/// In the log, below the likeliest: not looked further into, or not kept.
constexpr double kFarBelow = 12, kNegligible = 7;
constexpr int kMostSteps = 60, kMostHalvings = 10;
/// Change in deviations that ends the steps towards a normal.
constexpr double kConverged = 3e-3;

/// The precision of areas' log risks and the city's level under one prior.
struct Prior {
    SparseSymmetric precision;
    double log_determinant = 0;
};

/// Sums of products of innovations, whose deviations are from the level.
Prior prior_of(const std::vector<Innovation>& innovations, double deviation) {
    const auto level = static_cast<std::uint32_t>(innovations.size());
    const double scale = 1 / (deviation * deviation);
    Prior prior{{innovations.size() + 1, {}}, 0};
    for (const Innovation& innovation : innovations) {
        std::vector<Innovation::Term> terms = innovation.terms;
        double of_level = 0;
        for (const Innovation::Term& term : terms)
            of_level -= term.factor;
        terms.push_back({level, of_level});
        for (std::size_t j = 0; j < terms.size(); ++j)
            for (std::size_t k = 0; k <= j; ++k)
                prior.precision.add(terms[j].area, terms[k].area,
                                    scale * terms[j].factor * terms[k].factor);
        prior.log_determinant += portable::log(scale * terms[0].factor * terms[0].factor);
    }
    const double of_level = 1 / (kLevelDeviation * kLevelDeviation);
    prior.precision.add(level, level, of_level);
    prior.log_determinant += portable::log(of_level);
    prior.precision = prior.precision.summed();
    return prior;
}

double dot(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t k = 0; k < a.size(); ++k)
        sum += a[k] * b[k];
    return sum;
}

/// A normal of areas' log risks and the level, without their correlations.
struct Marginals {
    std::vector<double> mean, variance;
};

/// The normal that is nearest to the posterior under one prior, by steps from a guess.
class NormalFit {
  public:
    NormalFit(const CountedRisk& record, const Prior& prior, Marginals guess)
        : record_(record), prior_(prior), at_(std::move(guess)) {
        for (int step = 0; step < kMostSteps && !is_settled_; ++step) {
            stop_if_interrupted();
            is_settled_ = move(precision()) < kConverged;
        }
    }

    [[nodiscard]] const Marginals& marginals() const { return at_; }
    [[nodiscard]] bool is_settled() const { return is_settled_; }
    [[nodiscard]] SparseFactor precision() const {
        SparseSymmetric curvature = prior_.precision;
        for (std::uint32_t a = 0; a < record_.counts.size(); ++a)
            curvature.add(a, a, expected(a, at_.mean));
        return SparseFactor(curvature);
    }
    /// A lower bound of the prior's log evidence, up to what is the same for all.
    [[nodiscard]] double evidence(const SparseFactor& precision) const {
        double sum = height(at_.mean) + (prior_.log_determinant - precision.log_determinant()) / 2;
        for (std::size_t a = 0; a < record_.counts.size(); ++a)
            sum += expected(a, at_.mean) * at_.variance[a] / 2;
        return sum;
    }

  private:
    /// Mean of a log-normal count.
    [[nodiscard]] double expected(std::size_t area, const std::vector<double>& mean) const {
        return record_.expected[area] * portable::exp(mean[area] + at_.variance[area] / 2);
    }
    /// Mean log posterior density given the variances, up to a constant.
    [[nodiscard]] double height(const std::vector<double>& mean) const {
        double sum = -dot(mean, prior_.precision.times(mean)) / 2;
        for (std::size_t a = 0; a < record_.counts.size(); ++a)
            sum += record_.counts[a] * mean[a] - expected(a, mean);
        return sum;
    }
    /// Means, then variances: the curvature is that before both. The largest change.
    double move(const SparseFactor& curvature) {
        const double of_means = move_means(curvature);
        return std::max(of_means, move_variances(curvature));
    }
    /// A step of Newton's, halved while it leads down. The largest change, in deviations.
    double move_means(const SparseFactor& precision) {
        std::vector<double> slope = prior_.precision.times(at_.mean);
        for (double& of : slope)
            of = -of;
        for (std::size_t a = 0; a < record_.counts.size(); ++a)
            slope[a] += record_.counts[a] - expected(a, at_.mean);
        const std::vector<double> step = precision.solved(slope);
        const double before = height(at_.mean);
        double share = 1;
        for (int halved = 0; halved < kMostHalvings; ++halved, share /= 2) {
            std::vector<double> next = at_.mean;
            for (std::size_t k = 0; k < next.size(); ++k)
                next[k] += share * step[k];
            if (height(next) < before)
                continue;
            at_.mean = std::move(next);
            break;
        }
        double change = 0;
        for (std::size_t k = 0; k < step.size(); ++k)
            change = std::max(change, std::abs(step[k]) / std::sqrt(at_.variance[k]));
        return change;
    }
    /// Three quarters of the way in the log, since expected counts grow with variances and these
    /// fall with expected counts. The largest change, as a share.
    double move_variances(const SparseFactor& precision) {
        const std::vector<double> variance = precision.variances();
        double change = 0;
        for (std::size_t k = 0; k < variance.size(); ++k) {
            change = std::max(change, std::abs(variance[k] / at_.variance[k] - 1));
            at_.variance[k] = std::sqrt(variance[k] * std::sqrt(at_.variance[k] * variance[k]));
        }
        return change;
    }

    const CountedRisk& record_;
    const Prior& prior_;
    Marginals at_;
    bool is_settled_ = false;
};

/// Even in the log; each counts as much as the prior gives to its step.
double deviation_number(int k) {
    const double step = portable::log(kMostDeviation / kLeastDeviation) / (kDeviations - 1);
    return kLeastDeviation * portable::exp(step * k);
}
double log_prior(double deviation) {
    return 2 * portable::log(deviation) - kDeviationRate * deviation;
}

/// All surfaces worth keeping; weights are logs until the end.
class Search {
  public:
    Search(const CountedRisk& record, const AreaOrder& order) : record_(record), order_(order) {}

    /// Both ways from the middle of all deviations, as far as they may be worth something: evidence
    /// rises to one summit, so that what falls and is far below the best is the end of a way.
    void look(const Smoothness& smoothness) {
        const std::vector<Innovation> innovations = order_.innovations(smoothness);
        constexpr int kMiddle = kDeviations / 2;
        const std::size_t all = record_.counts.size() + 1;
        Marginals start{std::vector<double>(all, 0.0), std::vector<double>(all, 0.1)};
        const double middle = add(smoothness, innovations, kMiddle, start);
        for (const int way : {1, -1}) {
            Marginals from = start;
            double last = middle;
            for (int k = kMiddle + way; k >= 0 && k < kDeviations; k += way) {
                const double weight = add(smoothness, innovations, k, from);
                if (weight < last && weight < best_ - kFarBelow)
                    break;
                last = weight;
            }
        }
    }

    [[nodiscard]] std::vector<RiskField> kept() {
        std::erase_if(fields_,
                      [&](const RiskField& field) { return field.weight < best_ - kNegligible; });
        double sum = 0;
        for (RiskField& field : fields_)
            sum += field.weight = portable::exp(field.weight - best_);
        for (RiskField& field : fields_)
            field.weight /= sum;
        return std::move(fields_);
    }

  private:
    /// Starts where the last prior's fit ended, and leaves its own end there. Returns its weight.
    double add(const Smoothness& smoothness, const std::vector<Innovation>& innovations, int number,
               Marginals& start) {
        const double deviation = deviation_number(number);
        const Prior prior = prior_of(innovations, deviation);
        const NormalFit fit(record_, prior, start);
        start = fit.marginals();
        SparseFactor precision = fit.precision();
        const double weight = fit.evidence(precision) + log_prior(deviation);
        best_ = std::max(best_, weight);
        if (weight < best_ - kNegligible)
            return weight;
        std::vector<double> variance = precision.variances();
        fields_.push_back({weight, smoothness, deviation, fit.is_settled(), start.mean,
                           std::move(variance), std::move(precision)});
        return weight;
    }

    const CountedRisk& record_;
    const AreaOrder& order_;
    std::vector<RiskField> fields_;
    double best_ = -std::numeric_limits<double>::infinity();
};

} // namespace

std::vector<RiskField> risk_fields_of(const CountedRisk& record, const AreaOrder& order) {
    Search search(record, order);
    for (const double range : kRanges)
        for (const double own_share : kOwnShares)
            search.look({range, own_share});
    return search.kept();
}

double RiskPattern::half_metres() const {
    constexpr double kRangesToHalf = 1.6783469900166605; // (1 + t) exp(-t) = 1/2
    return kRangesToHalf * range_metres;
}

RiskPattern pattern_of(std::span<const RiskField> fields) {
    RiskPattern pattern;
    double log_range = 0;
    for (const RiskField& field : fields) {
        pattern.deviation += field.weight * field.deviation;
        log_range += field.weight * portable::log(field.smoothness.range_metres);
        pattern.own_share += field.weight * field.smoothness.own_share;
        pattern.unsettled += field.is_settled ? 0 : field.weight;
    }
    pattern.range_metres = portable::exp(log_range);
    return pattern;
}

} // namespace careshed
