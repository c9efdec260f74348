// The labels of one of the scenario's group columns, and which of them each group carries.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/city/city.hpp"

namespace careshed {

/// In the order of their names.
struct GroupNames {
    std::vector<std::string> names;
    std::vector<std::size_t> of_group; ///< by City::groups
};

/// Without a column everyone is "all".
[[nodiscard]] GroupNames group_names(const City& city, std::optional<std::size_t> column);

} // namespace careshed
