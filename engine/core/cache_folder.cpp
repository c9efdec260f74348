#include "engine/core/cache_folder.hpp"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <tuple>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include "engine/core/error.hpp"
#include "engine/core/file_failure.hpp"
#include "engine/core/safe_file.hpp"

namespace careshed {

namespace fs = std::filesystem;

namespace {

constexpr const char* kEnding = ".columns";
constexpr std::size_t kHashSize = 64;

/// As path_of() names files: nothing else in the folder is ours to delete.
bool is_cache_name(const fs::path& file) {
    const std::string stem = file.stem().string();
    const std::size_t dash = stem.find('-');
    const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    return file.extension() == kEnding && dash != std::string::npos && dash > 0 &&
           stem.size() == dash + 1 + kHashSize &&
           std::all_of(stem.begin(), stem.begin() + static_cast<std::ptrdiff_t>(dash), is_lower) &&
           std::all_of(stem.begin() + static_cast<std::ptrdiff_t>(dash) + 1, stem.end(), is_hex);
}

/// Every missing folder of the path, for this user only.
void make_private_folders(const fs::path& folder) {
    if (folder.empty() || fs::is_directory(folder))
        return;
    if (folder.has_parent_path() && folder.parent_path() != folder)
        make_private_folders(folder.parent_path());
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        throw_file_failure(folder, "create the folder", errno);
}

struct KeptFile {
    fs::file_time_type used;
    fs::path path;
    std::uint64_t size = 0;
};

/// The longest unused first.
std::vector<KeptFile> kept_files(const fs::path& folder) {
    std::vector<KeptFile> files;
    std::error_code failed;
    for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end;
         entry.increment(failed)) {
        std::error_code gone; // another process may tidy up as well
        if (!is_cache_name(entry->path().filename()) || !entry->is_regular_file(gone))
            continue;
        const KeptFile file{entry->last_write_time(gone), entry->path(), entry->file_size(gone)};
        if (!gone)
            files.push_back(file);
    }
    std::ranges::sort(files, {}, [](const KeptFile& f) { return std::tie(f.used, f.path); });
    return files;
}

} // namespace

CacheFolder::CacheFolder(fs::path folder, std::uint64_t limit_bytes)
    : folder_(std::move(folder)), limit_bytes_(limit_bytes) {}

fs::path CacheFolder::path_of(const CacheKey& key) const {
    fs::path file = folder_ / fmt::format("{}-{}{}", key.kind, key.sha256, kEnding);
    assert(is_cache_name(file.filename()));
    return file;
}

std::unique_ptr<MappedFile> CacheFolder::find(const CacheKey& key) {
    const fs::path file = path_of(key);
    std::error_code ignored;
    if (!fs::exists(fs::symlink_status(file, ignored)))
        return nullptr;
    try {
        auto found = std::make_unique<MappedFile>(file);
        if (!found->is_own()) {
            note(fmt::format("{} was not written by this user alone: left aside", file.string()));
            return nullptr;
        }
        (void)::utimensat(AT_FDCWD, file.c_str(), nullptr, AT_SYMLINK_NOFOLLOW); // used just now
        return found;
    } catch (const Error& error) {
        note(error.what());
        return nullptr;
    }
}

void CacheFolder::keep(const CacheKey& key, std::string_view bytes) {
    const fs::path file = path_of(key);
    if (bytes.size() > limit_bytes_) {
        note(fmt::format("{} would be {} MB: not kept", key.kind, bytes.size() / 1'000'000));
        return;
    }
    try {
        make_private_folders(folder_);
        write_file(file, bytes, FileReaders::owner);
        drop_oldest(file);
        note(fmt::format("{} kept as {}", key.kind, file.string()));
    } catch (const Error& error) {
        note(error.what());
    } catch (const fs::filesystem_error& error) {
        note(error.what());
    }
}

void CacheFolder::drop_oldest(const fs::path& kept) const {
    const std::vector<KeptFile> files = kept_files(folder_);
    std::uint64_t size = 0;
    for (const KeptFile& file : files)
        size += file.size;
    for (const KeptFile& file : files) {
        std::error_code ignored; // what cannot be removed is tried again next time
        if (size > limit_bytes_ && file.path != kept && fs::remove(file.path, ignored))
            size -= file.size;
    }
}

std::vector<std::string> CacheFolder::take_notes() { return std::exchange(notes_, {}); }

} // namespace careshed
