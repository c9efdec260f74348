#include "engine/core/hidden_sibling.hpp"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/core/file_failure.hpp"

namespace careshed {

namespace fs = std::filesystem;

namespace {

constexpr const char* kRole = "part";

using Kind = HiddenSibling::Kind;

/// Zero, or the errno.
int lock(int fd) { return ::flock(fd, LOCK_EX | LOCK_NB) == 0 ? 0 : errno; }

bool is_at(const fs::path& path, int fd) {
    struct stat named{};
    struct stat held{};
    return ::lstat(path.c_str(), &named) == 0 && ::fstat(fd, &held) == 0 &&
           named.st_dev == held.st_dev && named.st_ino == held.st_ino;
}

bool is_of_kind(int fd, Kind kind) {
    struct stat status{};
    return ::fstat(fd, &status) == 0 &&
           (kind == Kind::folder ? S_ISDIR(status.st_mode) : S_ISREG(status.st_mode));
}

std::string hidden_start(const fs::path& of, const char* role) {
    return fmt::format(".{}.{}-", of.filename().string(), role);
}

/// "PROCESS-COUNT", as hidden_name() ends.
bool is_process_and_count(std::string_view text) {
    const auto is_digits = [](std::string_view part) {
        return !part.empty() &&
               std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
    };
    const std::size_t dash = text.find('-');
    return dash != std::string_view::npos && is_digits(text.substr(0, dash)) &&
           is_digits(text.substr(dash + 1));
}

/// Every hidden sibling of the path, held by any process. A folder that cannot be read has none to
/// see.
std::vector<fs::path> siblings_of(const fs::path& of) {
    const fs::path folder = of.has_parent_path() ? of.parent_path() : fs::path(".");
    const std::string start = hidden_start(of, kRole);
    std::vector<fs::path> found;
    std::error_code failed;
    for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end;
         entry.increment(failed)) {
        const std::string name = entry->path().filename().string();
        if (name.starts_with(start) &&
            is_process_and_count(std::string_view(name).substr(start.size())))
            found.push_back(entry->path());
    }
    return found;
}

/// Under the lock, so that a maker which has not come to lock its own sees that it is gone.
void remove_if_abandoned(const fs::path& sibling, Kind kind) {
    const int fd = ::open(sibling.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return;
    std::error_code ignored; // what cannot be removed harms nobody
    if (is_of_kind(fd, kind) && lock(fd) == 0 && is_at(sibling, fd))
        fs::remove_all(sibling, ignored);
    ::close(fd);
}

} // namespace

fs::path hidden_name(const fs::path& of, const char* role) {
    static std::atomic<unsigned> count = 0;
    return of.parent_path() / fmt::format("{}{}-{}", hidden_start(of, role), ::getpid(), count++);
}

HiddenSibling::HiddenSibling(const fs::path& of, Kind kind) {
    for (const fs::path& sibling : siblings_of(of))
        remove_if_abandoned(sibling, kind);
    do {
        if (fd_ >= 0)
            ::close(fd_);
        path_ = hidden_name(of, kRole);
        while (!make(kind)) {
            if (errno != EEXIST)
                throw_file_failure(
                    of, kind == Kind::folder ? "create the folder" : "write the file", errno);
            path_ = hidden_name(of, kRole);
        }
        close_to_readers();
    } while (!hold());
}

HiddenSibling::~HiddenSibling() {
    std::error_code ignored;
    if (!is_kept_)
        fs::remove_all(path_, ignored);
    ::close(fd_);
}

/// False if it could not be made; errno says why, EEXIST that another name may do.
bool HiddenSibling::make(Kind kind) {
    constexpr int kFile = O_WRONLY | O_CREAT | O_EXCL;
    constexpr int kFolder = O_RDONLY | O_DIRECTORY;
    if (kind == Kind::folder && ::mkdir(path_.c_str(), 0777) != 0)
        return false;
    fd_ = ::open(path_.c_str(), (kind == Kind::folder ? kFolder : kFile) | O_CLOEXEC, 0666);
    if (fd_ < 0 && kind == Kind::folder) {
        const int cause = errno == ENOENT ? EEXIST : errno; // gone already: somebody's to remove
        ::rmdir(path_.c_str());
        errno = cause;
    }
    return fd_ >= 0;
}

/// It was made as the umask says, which no call tells without setting it, and is empty still.
void HiddenSibling::close_to_readers() {
    constexpr unsigned kModes = 07777;
    struct stat status{};
    if (::fstat(fd_, &status) != 0)
        return;
    const bool is_closed = ::fchmod(fd_, S_ISDIR(status.st_mode) ? 0700 : 0600) == 0;
    mode_ = is_closed ? std::optional(status.st_mode & kModes) : std::nullopt;
}

int HiddenSibling::open_to_readers() const {
    return mode_ && ::fchmod(fd_, *mode_) != 0 ? errno : 0;
}

/// False if another process took it for abandoned before it was locked.
bool HiddenSibling::hold() const { return lock(fd_) != EWOULDBLOCK && is_at(path_, fd_); }

} // namespace careshed
