#include "engine/core/file_failure.hpp"

#include <cerrno>
#include <system_error>

#include <fmt/format.h>

#include "engine/core/error.hpp"

namespace careshed {

namespace {

const char* remedy(int cause) {
    switch (cause) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return "free disk space or choose another folder";
    case EACCES:
    case EPERM:
    case EROFS:
        return "choose another folder or ask for the right to write there";
    case ENOENT:
        return "create its folder first or choose another";
    case ENOTDIR:
        return "a part of the path is a file; choose another folder";
    case EMFILE:
    case ENFILE:
        return "raise the limit of open files (ulimit -n)";
    default:
        return "";
    }
}

} // namespace

void throw_file_failure(const std::filesystem::path& path, std::string_view deed, int cause) {
    throw Error(ErrorKind::resource, path.string(),
                fmt::format("cannot {}: {}", deed, std::generic_category().message(cause)),
                remedy(cause));
}

} // namespace careshed
