// Files that are either whole or absent: written to a temporary name, fsynced, renamed, and the
// folder fsynced. Every failure is a resource Error that names the file and the cause.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace careshed {

/// All bytes of a file. Throws a resource Error where it cannot be read.
[[nodiscard]] std::string read_file(const std::filesystem::path& file);

/// Who may read a file that is written: whom the process' umask lets, or its owner alone.
enum class FileReaders { by_umask, owner };
void write_file(const std::filesystem::path& file, std::string_view bytes,
                FileReaders readers = FileReaders::by_umask);

/// Asks the disk to hold a file's bytes or a folder's entries. A file system that knows no fsync
/// for folders has nothing to ask. Throws a resource Error when the disk refuses.
void sync_to_disk(const std::filesystem::path& path);

} // namespace careshed
