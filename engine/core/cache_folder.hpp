// What earlier runs worked out, kept under the fingerprint of all that it follows from. A cache can
// be deleted at any time, and no run fails because of it: what cannot be read or written is a note.
// Files of other users, links and what is not whole are never believed. The folder stays below a
// size: what was not used for longest goes first.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/mapped_file.hpp"

namespace careshed {

/// What a file is, in lower-case letters ("streets"), and the SHA-256 of what it follows from.
struct CacheKey {
    std::string kind;
    std::string sha256;
};

class CacheFolder {
  public:
    static constexpr std::uint64_t kUsualLimit = 2'000'000'000;

    /// The folder is made when something is first kept, for this user only.
    explicit CacheFolder(std::filesystem::path folder, std::uint64_t limit_bytes = kUsualLimit);

    [[nodiscard]] std::filesystem::path path_of(const CacheKey& key) const;
    /// Null if nothing is kept under the key, or nothing that may be believed.
    [[nodiscard]] std::unique_ptr<MappedFile> find(const CacheKey& key);
    /// The whole file or nothing, at any moment and with any number of processes.
    void keep(const CacheKey& key, std::string_view bytes);

    /// What happened, in words for --verbose.
    void note(std::string text) { notes_.push_back(std::move(text)); }
    [[nodiscard]] std::vector<std::string> take_notes();

  private:
    void drop_oldest(const std::filesystem::path& kept) const;

    std::filesystem::path folder_;
    std::uint64_t limit_bytes_;
    std::vector<std::string> notes_;
};

} // namespace careshed
