// The walks that walksheds and tables of access report.
#pragma once

#include <array>
#include <cstdint>

namespace careshed {

/// In minutes, rising.
inline constexpr std::array<std::uint32_t, 4> kWalkMinutes = {5, 10, 15, 20};

} // namespace careshed
