// Booths first come, first served: people wait up to their patience, stay, and make room. Closing
// time ends arrivals, not stays.
#pragma once

#include <vector>

namespace careshed {

/// Times in minutes on one clock; customers come in order of time.
class BoothQueue {
  public:
    explicit BoothQueue(int booths);
    /// How long somebody who came now would wait.
    [[nodiscard]] double wait_at(double time) const;
    /// Somebody who will not leave before their turn takes the booth that is free first.
    void admit(double arrival, double stay);

  private:
    std::vector<double> free_at_; ///< a heap: the booth that is free first on top
};

} // namespace careshed
