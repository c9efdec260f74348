// Any bytes behind a header that vouches for them (engine/core/column_file): what stands in a file
// of the cache once its checksum is right. A ColumnWriter makes whole columns only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/core/column_file.hpp"
#include "engine/core/hash.hpp"

namespace careshed::fuzz {

inline std::string sealed(std::string_view columns, std::string_view key) {
    const auto append = [](std::string& bytes, std::uint64_t number) {
        bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
    };
    std::string bytes = ColumnWriter().bytes(key);
    bytes.resize(bytes.size() - 2 * sizeof(std::uint64_t)); // size and checksum of no columns
    append(bytes, columns.size());
    append(bytes, stable_id(columns, stable_id(bytes)));
    bytes += columns;
    return bytes;
}

} // namespace careshed::fuzz
