// One thing that was read, dropped or found odd, as `careshed check` reports it.
#pragma once

#include <string>

namespace careshed {

/// What was read, dropped, snapped and found odd. Text only; counts of people obey the privacy
/// rule.
struct Finding {
    enum class Level { note, warning };
    Level level = Level::note;
    std::string topic; ///< "streets", "incidents", ...
    std::string text;
};

} // namespace careshed
