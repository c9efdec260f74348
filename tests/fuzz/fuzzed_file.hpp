// Bytes as a file, for readers that want a path: one file in a folder of this process alone,
// written anew for each input. The folder goes when the process ends by itself.
#pragma once

#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

#include "engine/core/safe_file.hpp"
#include "tests/engine/core/scratch_folder.hpp"

namespace careshed::fuzz {

class FuzzedFile {
  public:
    explicit FuzzedFile(const std::string& name) : path_(folder_.path() / name) {}

    /// The file's path, once it holds the bytes and nothing else.
    const std::filesystem::path& holding(std::string_view bytes) const {
        std::FILE* file = std::fopen(path_.c_str(), "wb");
        const bool is_whole =
            file != nullptr && std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
        if (file == nullptr || std::fclose(file) != 0 || !is_whole)
            throw std::runtime_error("cannot write " + path_.string());
        return path_;
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::string bytes() const { return read_file(path_); }

  private:
    careshed_test::ScratchFolder folder_;
    std::filesystem::path path_;
};

} // namespace careshed::fuzz
