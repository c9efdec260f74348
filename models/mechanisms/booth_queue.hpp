// Booths first come, first served: people wait up to their patience, stay, and free the booth.
// Closing time ends arrivals, not stays.
#pragma once

#include <vector>

namespace careshed {

/// Times in minutes from one origin; arrivals in order of time.
class BoothQueue {
  public:
    explicit BoothQueue(int booths);
    /// Wait of an arrival at `time`.
    [[nodiscard]] double wait_at(double time) const;
    /// Assigns the first free booth to an arrival who will not abandon the queue.
    void admit(double arrival, double stay);

  private:
    std::vector<double> free_at_; ///< a heap: the booth that is free first on top
};

} // namespace careshed
