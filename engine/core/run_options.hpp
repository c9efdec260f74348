// How any study is run: threads, who listens, what is kept, who may see the
// results. None of it changes a figure.
#pragma once

#include <filesystem>

#include "engine/core/parallel.hpp"
#include "engine/core/progress.hpp"
#include "engine/core/stages.hpp"

namespace careshed {

struct RunOptions {
    Threads threads;
    ProgressSink progress;         ///< how far a long stage has come; empty: nobody listens
    StageSink stages;              ///< which stage has ended; empty: nobody listens
    std::filesystem::path cache;   ///< where streets and walking times are kept; empty: nowhere
    std::filesystem::path journal; ///< where a ranking keeps finished parts; empty: nowhere
    bool internal = false;         ///< lifts suppression: the result is not for publication
};

} // namespace careshed
