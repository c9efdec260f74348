// Stands in for oneTBB under ThreadSanitizer: an arena's own width is the only limit here. Why it
// stands in: see parallel_for.h.
#pragma once

#include <cstddef>

namespace tbb {

struct global_control {
    enum parameter { max_allowed_parallelism };
    global_control(parameter /*what*/, std::size_t /*value*/) {}
};

} // namespace tbb
