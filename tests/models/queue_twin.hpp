// The booths' queue solved a second way: the balance of a birth-and-death chain, in logarithms, cut
// where its weights no longer count. Shares no code with models/opc.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

namespace careshed::test {

/// Means of the steady state.
struct QueueMeans {
    double accepted = 1; ///< by flow: those served over those who arrive
    double busy = 0;
    double waiting = 0;
};

struct Queue {
    int booths = 1;
    double stay_minutes = 15;
    double patience_minutes = 15;
};

inline QueueMeans cut_chain(const Queue& queue, double arrivals_per_hour) {
    if (arrivals_per_hour <= 0)
        return {};
    const double serve = 60 / queue.stay_minutes, leave = 60 / queue.patience_minutes;
    std::vector<long double> log_weight{0};
    long double most = 0;
    constexpr long double kNothing = 60; // exp(-60) = 1e-26 of the likeliest state
    for (int n = 1;; ++n) {
        const double out =
            std::min(n, queue.booths) * serve + std::max(n - queue.booths, 0) * leave;
        log_weight.push_back(log_weight.back() +
                             std::log(static_cast<long double>(arrivals_per_hour / out)));
        most = std::max(most, log_weight.back());
        if (n > queue.booths && out > arrivals_per_hour && log_weight.back() < most - kNothing)
            break;
    }
    long double all = 0, busy = 0, waiting = 0;
    for (std::size_t n = 0; n < log_weight.size(); ++n) {
        const long double weight = std::exp(log_weight[n] - most);
        const int people = static_cast<int>(n);
        all += weight;
        busy += weight * std::min(people, queue.booths);
        waiting += weight * std::max(people - queue.booths, 0);
    }
    QueueMeans means;
    means.busy = static_cast<double>(busy / all);
    means.waiting = static_cast<double>(waiting / all);
    means.accepted = means.busy * serve / arrivals_per_hour;
    return means;
}

} // namespace careshed::test
