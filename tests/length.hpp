// How much a test tries: the everyday run is brief, CARESHED_LONG=1 goes to full length.
#pragma once

#include <cstdlib>

namespace careshed::test {

[[nodiscard]] inline bool is_long() { return std::getenv("CARESHED_LONG") != nullptr; }

} // namespace careshed::test
