// Results that appear all at once, or not at all, and replace nothing but old results. Every
// failure is a resource Error that names the file and the cause.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "engine/core/hidden_sibling.hpp"
#include "engine/core/replaceable.hpp"

namespace careshed {

/// A folder of results that appears only when it is complete. Files are written into a hidden
/// sibling; commit() renames it into place. Destroyed without commit, it leaves nothing behind;
/// what a killed process left is removed by the next run with the same target. Until then its owner
/// alone may read it. Missing folders above it are made.
class ResultFolder {
  public:
    /// Throws a usage Error if `target` exists and `overwrite` is false, or if it holds something
    /// else than old results.
    ResultFolder(const std::filesystem::path& target, bool overwrite,
                 const HoldsOldResults& holds_old_results = holds_careshed_manifest);
    ~ResultFolder();
    ResultFolder(const ResultFolder&) = delete;
    ResultFolder& operator=(const ResultFolder&) = delete;

    /// Where to write meanwhile.
    [[nodiscard]] const std::filesystem::path& staging() const { return staging_->path(); }
    /// From here on the results stand, and Ctrl-C comes too late to take them back.
    void commit();

  private:
    void make_parents();
    void remove_made_parents();

    std::filesystem::path target_;
    std::unique_ptr<HiddenSibling> staging_;
    std::vector<std::filesystem::path> made_parents_; ///< innermost first
    bool overwrite_;
    bool committed_ = false;
};

} // namespace careshed
