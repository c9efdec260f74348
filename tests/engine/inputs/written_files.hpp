// A folder of files that a test writes and that is gone after it.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

namespace careshed {

class WrittenFiles {
  public:
    WrittenFiles() {
        static int count = 0;
        folder_ = std::filesystem::temp_directory_path() /
                  ("careshed-inputs-" + std::to_string(getpid()) + "-" + std::to_string(++count));
        std::filesystem::create_directories(folder_);
    }
    ~WrittenFiles() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    WrittenFiles(const WrittenFiles&) = delete;
    WrittenFiles& operator=(const WrittenFiles&) = delete;

    std::filesystem::path write(const std::string& name, const std::string& bytes) const {
        std::filesystem::create_directories((folder_ / name).parent_path());
        std::ofstream(folder_ / name, std::ios::binary) << bytes;
        return folder_ / name;
    }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

  private:
    std::filesystem::path folder_;
};

} // namespace careshed
