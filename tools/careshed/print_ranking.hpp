// The ranking on stdout, as a table for people or as csv, json or json lines for programs.
#pragma once

#include "engine/report/rank_study.hpp"
#include "tools/careshed/commands/invocation.hpp"

namespace careshed {

void print_ranking(const RankStudy& study, const Invocation& invocation);

} // namespace careshed
