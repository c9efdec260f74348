// The stages a long run reports. Library code only reports; the program decides what is shown.
#pragma once

#include <functional>
#include <string>

namespace careshed {

/// `ended`: the stage under way has ended. `note`: something worth knowing about it. `news`:
/// something that a person should see, as that a stopped run goes on.
struct StageReport {
    enum class Kind { ended, note, news };
    Kind kind = Kind::ended;
    std::string text;
};

/// Receives reports from the thread that started the run; empty means nobody listens.
using StageSink = std::function<void(const StageReport&)>;

/// Reports to the sink, if there is one.
inline void tell(const StageSink& sink, StageReport::Kind kind, std::string text) {
    if (sink)
        sink({kind, std::move(text)});
}
/// The stage that began with the last one's end has ended.
inline void stage_ended(const StageSink& sink, std::string text) {
    tell(sink, StageReport::Kind::ended, std::move(text));
}

} // namespace careshed
