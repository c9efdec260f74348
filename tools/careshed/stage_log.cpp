#include "tools/careshed/stage_log.hpp"

#include <cstdio>

#include <fmt/format.h>

namespace careshed {

void StageLog::done(std::string_view stage) {
    const auto now = std::chrono::steady_clock::now();
    if (speaks_)
        fmt::print(stderr, "{:6.2f} s  {}\n", std::chrono::duration<double>(now - since_).count(),
                   stage);
    since_ = now;
}

void StageLog::note(std::string_view text) const {
    if (speaks_)
        fmt::print(stderr, "{:10}{}\n", "", text);
}

} // namespace careshed
