// A comparison on stdout: the arms in a short table, then each pair in a sentence.
#pragma once

#include "tools/careshed/comparison_sheets.hpp"

namespace careshed {

void print_comparison(const ComparedArms& compared);

} // namespace careshed
