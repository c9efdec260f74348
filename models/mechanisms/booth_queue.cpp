#include "models/mechanisms/booth_queue.hpp"

#include <algorithm>
#include <functional>

namespace careshed {

BoothQueue::BoothQueue(int booths) : free_at_(static_cast<std::size_t>(booths), 0.0) {}

double BoothQueue::wait_at(double time) const {
    // First come, first served: the wait, until the first free booth, is known on arrival, and
    // people who will abandon the queue delay nobody behind them.
    return std::max(free_at_.front() - time, 0.0);
}

void BoothQueue::admit(double arrival, double stay) {
    const double from = arrival + wait_at(arrival);
    std::pop_heap(free_at_.begin(), free_at_.end(), std::greater<>());
    free_at_.back() = from + stay;
    std::push_heap(free_at_.begin(), free_at_.end(), std::greater<>());
}

} // namespace careshed
