// A hidden file or folder beside a path, where results stand until they are whole. Its maker holds
// it by a lock that ends with the process, however that ends: one that nobody holds was left by a
// process that was killed, and the next maker of the same path removes it. Where a file system
// knows no locks, nothing is held and nothing is removed. Until it is whole, its owner alone may
// read it.
#pragma once

#include <filesystem>
#include <optional>

namespace careshed {

class HiddenSibling {
  public:
    enum class Kind { file, folder };

    /// Removes what killed makers of the same path and kind left, and makes a new one. Throws a
    /// resource Error that names the path.
    HiddenSibling(const std::filesystem::path& of, Kind kind);
    /// Removes it, unless it was kept.
    ~HiddenSibling();
    HiddenSibling(const HiddenSibling&) = delete;
    HiddenSibling& operator=(const HiddenSibling&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// Of a file: open for writing.
    [[nodiscard]] int descriptor() const { return fd_; }
    /// It is whole: whom the process' umask lets may read it from now on. Zero, or the errno.
    [[nodiscard]] int open_to_readers() const;
    /// It has got its final name: nothing is left to remove.
    void keep() { is_kept_ = true; }

  private:
    [[nodiscard]] bool make(Kind kind);
    [[nodiscard]] bool hold() const;
    void close_to_readers();

    std::filesystem::path path_;
    int fd_ = -1;
    std::optional<unsigned> mode_; ///< by the umask; empty where the file system has no modes
    bool is_kept_ = false;
};

/// A hidden name beside the path that no other process of this machine uses.
[[nodiscard]] std::filesystem::path hidden_name(const std::filesystem::path& of, const char* role);

} // namespace careshed
