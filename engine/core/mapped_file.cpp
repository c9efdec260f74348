#include "engine/core/mapped_file.hpp"

#include <cerrno>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/core/file_failure.hpp"

namespace careshed {

namespace {

bool is_of_this_user(const struct stat& status) {
    return status.st_uid == ::geteuid() && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/// Touches every page at once: what cannot be read is an errno here and not a signal later. Kernels
/// before 5.14 do not know it.
int read_ahead(void* start, std::size_t size) {
#ifdef MADV_POPULATE_READ
    if (::madvise(start, size, MADV_POPULATE_READ) != 0 && errno != EINVAL)
        return errno;
#endif
    return 0;
}

} // namespace

MappedFile::MappedFile(const std::filesystem::path& file) {
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    struct stat status{};
    int cause = fd < 0 || ::fstat(fd, &status) != 0 ? errno : 0;
    if (cause == 0 && !S_ISREG(status.st_mode))
        cause = S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
    if (cause == 0 && status.st_size > 0) { // nothing cannot be mapped
        size_ = static_cast<std::size_t>(status.st_size);
        start_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, fd, 0);
        cause = start_ == MAP_FAILED ? errno : read_ahead(start_, size_);
        if (cause != 0 && start_ != MAP_FAILED)
            ::munmap(start_, size_);
    }
    if (fd >= 0)
        ::close(fd);
    if (cause != 0)
        throw_file_failure(file, "read the file", cause);
    is_own_ = is_of_this_user(status);
}

MappedFile::~MappedFile() {
    if (size_ > 0)
        ::munmap(start_, size_);
}

} // namespace careshed
