// Streets, and what was found about them, as columns and back. What comes back can be used without
// a look outside any column, for any bytes: every index is in range and every edge has
// its shape and heights. Columns are copied out of the bytes (a city's 4 MB in 1 ms).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/city/streets/streets_read.hpp"
#include "engine/inputs/finding.hpp"

namespace careshed {

struct KnownStreets {
    StreetsRead read;
    std::vector<Finding> findings;
};

/// A column file for the key (engine/core/column_file).
[[nodiscard]] std::string columns_of(const KnownStreets& known, std::string_view key);
/// Nothing unless the bytes are whole, are for the key and hold streets.
[[nodiscard]] std::optional<KnownStreets> streets_from(std::string_view bytes,
                                                       std::string_view key);

} // namespace careshed
