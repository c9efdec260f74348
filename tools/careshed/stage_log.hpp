// What -v says: one line on stderr as each stage of a study ends, with the seconds it took.
#pragma once

#include <chrono>
#include <string_view>

namespace careshed {

class StageLog {
  public:
    /// Says nothing unless `verbosity` is above 0.
    explicit StageLog(int verbosity) : speaks_(verbosity > 0) {}
    /// The stage that began with the last call, or with the log, has ended.
    void done(std::string_view stage);
    /// Something worth knowing about the stage under way.
    void note(std::string_view text) const;

  private:
    bool speaks_;
    std::chrono::steady_clock::time_point since_ = std::chrono::steady_clock::now();
};

} // namespace careshed
