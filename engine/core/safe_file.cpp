#include "engine/core/safe_file.hpp"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/core/error.hpp"
#include "engine/core/file_failure.hpp"
#include "engine/core/hidden_sibling.hpp"

namespace careshed {

namespace fs = std::filesystem;

namespace {

/// An open file descriptor, closed once.
class Descriptor {
  public:
    Descriptor(const fs::path& path, int flags)
        : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0666)) {}
    ~Descriptor() {
        if (fd_ >= 0)
            ::close(fd_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] bool is_open() const { return fd_ >= 0; }
    [[nodiscard]] int get() const { return fd_; }

  private:
    int fd_;
};

fs::path folder_of(const fs::path& file) {
    return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

/// Zero, or the errno of the failure.
int write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR)
            return errno;
        if (written > 0)
            bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

} // namespace

std::string read_file(const fs::path& file) {
    const Descriptor input(file, O_RDONLY);
    struct stat status{};
    if (!input.is_open() || ::fstat(input.get(), &status) != 0)
        throw_file_failure(file, "read the file", errno);
    if (S_ISDIR(status.st_mode))
        throw_file_failure(file, "read the file", EISDIR);
    std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t filled = 0;
    while (true) {
        if (filled == bytes.size()) // pipes and /proc tell no size; a file may have grown
            bytes.resize(bytes.size() + 4096);
        const ssize_t got = ::read(input.get(), bytes.data() + filled, bytes.size() - filled);
        if (got == 0)
            break;
        if (got < 0 && errno != EINTR)
            throw_file_failure(file, "read the file", errno);
        if (got > 0)
            filled += static_cast<std::size_t>(got);
    }
    bytes.resize(filled);
    return bytes;
}

void write_file(const fs::path& file, std::string_view bytes, FileReaders readers) {
    HiddenSibling part(file, HiddenSibling::Kind::file);
    int cause = write_all(part.descriptor(), bytes);
    if (cause == 0 && readers == FileReaders::by_umask)
        cause = part.open_to_readers();
    if (cause == 0 && ::fsync(part.descriptor()) != 0)
        cause = errno;
    if (cause == 0 && ::rename(part.path().c_str(), file.c_str()) != 0)
        cause = errno;
    if (cause != 0)
        throw_file_failure(file, "write the file", cause);
    part.keep();
    sync_to_disk(folder_of(file));
}

void sync_to_disk(const fs::path& path) {
    const Descriptor opened(path, O_RDONLY);
    if (!opened.is_open() || (::fsync(opened.get()) != 0 && errno != EINVAL))
        throw_file_failure(path, "save to disk", errno);
}

} // namespace careshed
