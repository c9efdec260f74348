// Pages for readers, manual pages and shell completion, made from the option and field tables.
#pragma once

#include <string>
#include <vector>

namespace careshed {

struct ReferenceFile {
    std::string path; ///< below the reference folder, e.g. "man/careshed-rank.1"
    std::string bytes;
};

/// All generated documents, by path.
[[nodiscard]] std::vector<ReferenceFile> reference_files();

} // namespace careshed
