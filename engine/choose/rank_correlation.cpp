#include "engine/choose/rank_correlation.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/core/error.hpp"

namespace careshed {
namespace {

void require_same_size(const std::vector<double>& a, const std::vector<double>& b) {
    if (a.size() != b.size())
        throw Error(ErrorKind::internal, "", "two rankings of different sizes were compared");
}

/// Rows by value, largest first, ties by row.
std::vector<std::size_t> largest_first(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return values[a] != values[b] ? values[a] > values[b] : a < b;
    });
    return order;
}

/// Equal values share the mean of the ranks they cover.
std::vector<double> mid_ranks(const std::vector<double>& values) {
    const std::vector<std::size_t> order = largest_first(values);
    std::vector<double> ranks(values.size());
    for (std::size_t first = 0; first < order.size();) {
        std::size_t end = first;
        while (end < order.size() && values[order[end]] == values[order[first]])
            ++end;
        for (std::size_t place = first; place < end; ++place)
            ranks[order[place]] = static_cast<double>(first + end + 1) / 2;
        first = end;
    }
    return ranks;
}

} // namespace

double rank_correlation(const std::vector<double>& a, const std::vector<double>& b) {
    require_same_size(a, b);
    const std::vector<double> x = mid_ranks(a), y = mid_ranks(b);
    const double middle = static_cast<double>(a.size() + 1) / 2; // mean of mid-ranks, exactly
    double xx = 0, yy = 0, xy = 0;
    for (std::size_t row = 0; row < a.size(); ++row) {
        xx += (x[row] - middle) * (x[row] - middle);
        yy += (y[row] - middle) * (y[row] - middle);
        xy += (x[row] - middle) * (y[row] - middle);
    }
    if (xx == 0 || yy == 0)
        return std::numeric_limits<double>::quiet_NaN();
    return std::clamp(xy / std::sqrt(xx * yy), -1.0, 1.0);
}

int top_overlap(const std::vector<double>& a, const std::vector<double>& b, int k) {
    require_same_size(a, b);
    const std::size_t top = std::min(static_cast<std::size_t>(std::max(k, 0)), a.size());
    std::vector<std::size_t> first = largest_first(a), second = largest_first(b);
    first.resize(top);
    second.resize(top);
    std::sort(first.begin(), first.end());
    std::sort(second.begin(), second.end());
    std::vector<std::size_t> both;
    std::set_intersection(first.begin(), first.end(), second.begin(), second.end(),
                          std::back_inserter(both));
    return static_cast<int>(both.size());
}

} // namespace careshed
