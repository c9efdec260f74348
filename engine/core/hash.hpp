// Fingerprints: XXH3 for stable ids and caches (fast), SHA-256 for manifests (a stranger can
// check).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace careshed {

/// XXH3-64 of the bytes: the stable id of an area, a site or an address. Not for secrets.
[[nodiscard]] std::uint64_t stable_id(std::string_view bytes, std::uint64_t salt = 0);
/// Stable id of the n-th member of a whole, e.g. the n-th person of an area.
[[nodiscard]] std::uint64_t member_id(std::uint64_t whole, std::uint64_t n);
/// Lower-case hexadecimal SHA-256.
[[nodiscard]] std::string sha256(std::string_view bytes);
/// Throws a resource Error when the file cannot be read.
[[nodiscard]] std::string sha256_of_file(const std::filesystem::path& file);

} // namespace careshed
