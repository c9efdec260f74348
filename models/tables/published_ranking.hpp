// A ranking as it may be published: every effect of a site in multiples of its step, before any
// table, map, page or sentence sees it. Orders, shares of draws and standings stay as they are:
// they were found with the exact figures.
#pragma once

#include "engine/report/rank_study.hpp"

namespace careshed {

/// By the steps in `study`; points where `study` does.
[[nodiscard]] RankStudy published(RankStudy study);

} // namespace careshed
