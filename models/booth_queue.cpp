#include "models/booth_queue.hpp"

#include <algorithm>
#include <functional>

namespace careshed {

BoothQueue::BoothQueue(int booths) : free_at_(static_cast<std::size_t>(booths), 0.0) {}

double BoothQueue::wait_at(double time) const {
    // First come, first served: whoever waits takes the booth that is free first, so the wait is
    // known on arrival, and those who will leave never delay anybody behind them.
    return std::max(free_at_.front() - time, 0.0);
}

bool BoothQueue::admits(double arrival, double stay, double patience) {
    const double wait = wait_at(arrival);
    if (wait > patience)
        return false;
    std::pop_heap(free_at_.begin(), free_at_.end(), std::greater<>());
    free_at_.back() = arrival + wait + stay;
    std::push_heap(free_at_.begin(), free_at_.end(), std::greater<>());
    return true;
}

} // namespace careshed
