#include "models/booth_queue.hpp"

#include <algorithm>
#include <functional>

namespace careshed {

BoothQueue::BoothQueue(int booths) : free_at_(static_cast<std::size_t>(booths), 0.0) {}

bool BoothQueue::admits(double arrival, double stay, double patience) {
    // First come, first served: whoever waits takes the booth that is free first, so the wait is
    // known on arrival, and those who will leave never delay anybody behind them.
    const double start = std::max(arrival, free_at_.front());
    if (start - arrival > patience)
        return false;
    std::pop_heap(free_at_.begin(), free_at_.end(), std::greater<>());
    free_at_.back() = start + stay;
    std::push_heap(free_at_.begin(), free_at_.end(), std::greater<>());
    return true;
}

} // namespace careshed
