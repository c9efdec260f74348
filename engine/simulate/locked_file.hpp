// A file that one process at a time may hold, read and written at given offsets. Every failure is
// an Error that names the file. Where a file system knows no locks (some clusters'), it goes
// unlocked.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

namespace careshed {

class LockedFile {
  public:
    /// Opens the file, or makes an empty one that its owner alone may read, and holds it while this
    /// exists. Throws a usage Error
    /// if another process, or another LockedFile of this one, holds it.
    explicit LockedFile(std::filesystem::path path);
    ~LockedFile();
    LockedFile(const LockedFile&) = delete;
    LockedFile& operator=(const LockedFile&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::uint64_t size() const;
    /// False if the file ends before `bytes` is full.
    [[nodiscard]] bool read_at(std::uint64_t offset, std::span<char> bytes) const;
    void write_at(std::uint64_t offset, std::string_view bytes);
    void truncate(std::uint64_t size);
    /// Deletes the file, unless its path has come to name another.
    void remove();

  private:
    void reopen();
    void lock() const;
    [[nodiscard]] bool is_at_its_path() const;

    std::filesystem::path path_;
    int fd_ = -1;
};

} // namespace careshed
