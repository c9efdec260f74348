// Calendar dates as people and GDAL write them: 2019-07-04, 2019/07/04, with or without a time
// behind.
#pragma once

#include <optional>
#include <string_view>

namespace careshed {

/// The year of a day that exists (no February 30), empty for anything else.
[[nodiscard]] std::optional<int> year_of_date(std::string_view text);

} // namespace careshed
