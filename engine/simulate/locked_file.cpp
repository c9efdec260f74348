#include "engine/simulate/locked_file.hpp"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/core/error.hpp"
#include "engine/core/file_failure.hpp"

namespace careshed {

namespace {

struct stat status_of(int fd) {
    struct stat status{};
    ::fstat(fd, &status); // of an open file it does not fail
    return status;
}

/// Whether flock() says that the file system cannot lock, not that the file is held.
bool is_unsupported(int cause) {
    return cause == ENOSYS || cause == ENOTSUP || cause == ENOLCK || cause == EINVAL;
}

} // namespace

LockedFile::LockedFile(std::filesystem::path path) : path_(std::move(path)) {
    try {
        do {
            reopen();
            lock();
        } while (!is_at_its_path()); // its last holder replaced or deleted it just now
    } catch (...) {
        if (fd_ >= 0)
            ::close(fd_);
        throw;
    }
}

LockedFile::~LockedFile() { ::close(fd_); }

void LockedFile::reopen() {
    if (fd_ >= 0)
        ::close(fd_);
    fd_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd_ < 0)
        throw_file_failure(path_, "open the file", errno);
    if (!S_ISREG(status_of(fd_).st_mode))
        throw Error(ErrorKind::usage, path_.string(), "is not a regular file",
                    "move it away or choose another folder");
}

void LockedFile::lock() const {
    if (::flock(fd_, LOCK_EX | LOCK_NB) == 0 || is_unsupported(errno))
        return;
    if (errno == EWOULDBLOCK)
        throw Error(ErrorKind::usage, path_.string(), "another run is using this file",
                    "wait until it has ended or choose another folder");
    throw_file_failure(path_, "lock the file", errno);
}

bool LockedFile::is_at_its_path() const {
    struct stat named{};
    const struct stat held = status_of(fd_);
    return ::stat(path_.c_str(), &named) == 0 && named.st_dev == held.st_dev &&
           named.st_ino == held.st_ino;
}

std::uint64_t LockedFile::size() const {
    return static_cast<std::uint64_t>(status_of(fd_).st_size);
}

bool LockedFile::read_at(std::uint64_t offset, std::span<char> bytes) const {
    while (!bytes.empty()) {
        const ssize_t got = ::pread(fd_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (got == 0)
            return false;
        if (got < 0 && errno != EINTR)
            throw_file_failure(path_, "read the file", errno);
        if (got > 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(got));
            offset += static_cast<std::uint64_t>(got);
        }
    }
    return true;
}

void LockedFile::write_at(std::uint64_t offset, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written =
            ::pwrite(fd_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (written < 0 && errno != EINTR)
            throw_file_failure(path_, "write the file", errno);
        if (written > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
            offset += static_cast<std::uint64_t>(written);
        }
    }
}

void LockedFile::truncate(std::uint64_t size) {
    while (::ftruncate(fd_, static_cast<off_t>(size)) != 0)
        if (errno != EINTR)
            throw_file_failure(path_, "cut the file", errno);
}

void LockedFile::remove() {
    if (is_at_its_path() && ::unlink(path_.c_str()) != 0)
        throw_file_failure(path_, "delete the file", errno);
}

} // namespace careshed
