#include "engine/core/result_folder.hpp"

#include <cerrno>
#include <ranges>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/core/error.hpp"
#include "engine/core/file_failure.hpp"
#include "engine/core/interrupt.hpp"
#include "engine/core/safe_file.hpp"

namespace careshed {

namespace fs = std::filesystem;

namespace {

void sync_tree(const fs::path& folder) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
        if (!entry.is_symlink() && (entry.is_regular_file() || entry.is_directory()))
            sync_to_disk(entry.path());
    sync_to_disk(folder);
}

/// One atomic rename with RENAME_NOREPLACE or RENAME_EXCHANGE: zero, or the errno.
int rename_with(const fs::path& from, const fs::path& to, unsigned flags) {
    return ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flags) == 0 ? 0 : errno;
}

/// Some network file systems offer only the plain rename.
bool is_unsupported(int cause) { return cause == EINVAL || cause == ENOSYS || cause == ENOTSUP; }

[[noreturn]] void throw_exists(const fs::path& target) {
    throw Error(ErrorKind::usage, target.string(), "already exists",
                "give --overwrite to replace it or choose another folder");
}

/// Absolute, without a trailing slash, and through a link to the folder itself.
fs::path settled(const fs::path& target) {
    if (target.empty())
        throw Error(ErrorKind::usage, "", "no folder named for the results", "give -o FOLDER");
    fs::path path = fs::absolute(target).lexically_normal();
    if (!path.has_filename())
        path = path.parent_path();
    return fs::is_symlink(path) && fs::exists(path) ? fs::canonical(path) : path;
}

void move_into_place(const fs::path& staging, const fs::path& target) {
    int cause = rename_with(staging, target, RENAME_NOREPLACE);
    if (is_unsupported(cause) && !fs::exists(fs::symlink_status(target)))
        cause = ::rename(staging.c_str(), target.c_str()) == 0 ? 0 : errno;
    if (cause == EEXIST || cause == ENOTEMPTY)
        throw_exists(target);
    if (cause != 0)
        throw_file_failure(target, "move the results into place", cause);
}

/// Puts the new folder where the old one was; at every instant one of them is whole on disk.
void swap_into_place(const fs::path& staging, const fs::path& target) {
    int cause = rename_with(staging, target, RENAME_EXCHANGE);
    fs::path old = staging;
    if (is_unsupported(cause)) {
        old = hidden_name(target, "old");
        cause = ::rename(target.c_str(), old.c_str()) == 0 ? 0 : errno;
        if (cause == 0 && ::rename(staging.c_str(), target.c_str()) != 0) {
            cause = errno;
            ::rename(old.c_str(), target.c_str());
        }
    }
    if (cause != 0)
        throw_file_failure(target, "replace the old results", cause);
    sync_to_disk(target.parent_path());
    std::error_code ignored; // the new results are in place; a rest of the old ones harms nobody
    fs::remove_all(old, ignored);
}

} // namespace

ResultFolder::ResultFolder(const fs::path& target, bool overwrite,
                           const HoldsOldResults& holds_old_results)
    : target_(settled(target)), overwrite_(overwrite) {
    if (fs::exists(fs::symlink_status(target_))) {
        if (!overwrite)
            throw_exists(target_);
        refuse_to_replace(target_, holds_old_results);
    }
    make_parents();
    try {
        staging_ = std::make_unique<HiddenSibling>(target_, HiddenSibling::Kind::folder);
    } catch (const Error&) {
        remove_made_parents();
        throw;
    }
}

ResultFolder::~ResultFolder() {
    if (committed_)
        return;
    staging_.reset();
    remove_made_parents();
}

void ResultFolder::make_parents() {
    std::error_code ignored; // a parent that cannot be looked at is one that mkdir complains about
    fs::path parent = target_.parent_path();
    for (; !fs::exists(parent, ignored) && parent != parent.parent_path();
         parent = parent.parent_path())
        made_parents_.push_back(parent);
    for (const fs::path& missing : std::views::reverse(made_parents_))
        if (::mkdir(missing.c_str(), 0777) != 0 && errno != EEXIST) {
            const int cause = errno;
            remove_made_parents();
            throw_file_failure(target_, "create the folder", cause);
        }
}

/// Innermost first; one in which something else has appeared meanwhile stays.
void ResultFolder::remove_made_parents() {
    for (const fs::path& parent : made_parents_)
        ::rmdir(parent.c_str());
}

void ResultFolder::commit() {
    try {
        if (const int cause = staging_->open_to_readers(); cause != 0)
            throw_file_failure(target_, "open the results to their readers", cause);
        sync_tree(staging());
        if (overwrite_ && fs::exists(fs::symlink_status(target_)))
            swap_into_place(staging(), target_);
        else
            move_into_place(staging(), target_);
    } catch (const fs::filesystem_error& failure) {
        throw_file_failure(target_, "save the results", failure.code().value());
    }
    staging_->keep();
    committed_ = true;
    disregard_interrupts();
    sync_to_disk(target_.parent_path());
}

} // namespace careshed
