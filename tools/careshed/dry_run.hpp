// What `careshed rank` would do, how long it would take and what it would need: the study is
// prepared for real and a few draws are timed, but nothing is written.
#pragma once

#include "tools/careshed/invocation.hpp"

namespace careshed {

int dry_run_rank(const Invocation& invocation);

} // namespace careshed
