// Where layers of real cities lie, a folder a city: in the folder that the environment's
// CARESHED_DATA names, else where the build looked for them. Without them a test is skipped.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

namespace careshed::test {

/// A city's folder, or nothing where there is none.
inline std::optional<std::filesystem::path> find_real_layers(const std::string& city) {
    const char* named = std::getenv("CARESHED_DATA");
    const std::filesystem::path all = named && *named ? named : CARESHED_REAL_LAYERS;
    if (!std::filesystem::is_directory(all / city))
        return std::nullopt;
    return all / city;
}

/// The same for a test, which ends at nothing: says the words by which ctest knows it as skipped.
inline std::optional<std::filesystem::path> real_layers(const std::string& city) {
    auto folder = find_real_layers(city);
    if (!folder)
        std::puts("skipped: no real data");
    return folder;
}

} // namespace careshed::test
