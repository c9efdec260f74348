// A file's bytes as memory, without copying them: for what is read whole and at once. The mapping
// is private and read-only. A file that somebody cuts short while it is read would end the process
// (SIGBUS); the files that we map are only ever replaced by a rename, never written in place.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace careshed {

class MappedFile {
  public:
    /// Throws a resource Error unless it is a regular file (no link to one) that can be read.
    explicit MappedFile(const std::filesystem::path& file);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    /// Starts at a page's boundary, so that columns at multiples of 8 are aligned.
    [[nodiscard]] std::string_view bytes() const {
        return {static_cast<const char*>(start_), size_};
    }
    /// Nobody but its owner, who is the user of this process, may have written it.
    [[nodiscard]] bool is_own() const { return is_own_; }

  private:
    void* start_ = nullptr;
    std::size_t size_ = 0;
    bool is_own_ = false;
};

} // namespace careshed
