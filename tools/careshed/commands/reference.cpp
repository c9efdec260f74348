// careshed reference: writes the generated documents into a folder, beside whatever else it holds.
#include <filesystem>

#include <fmt/format.h>

#include "engine/core/error.hpp"
#include "engine/core/safe_file.hpp"
#include "tools/careshed/invocation.hpp"
#include "tools/careshed/reference_pages.hpp"
#include "tools/careshed/standard_streams.hpp"

namespace careshed {

namespace {

/// All or nothing: no file is written while another would be overwritten unasked.
void refuse_overwriting(const std::filesystem::path& folder,
                        const std::vector<ReferenceFile>& files) {
    for (const ReferenceFile& file : files)
        if (std::filesystem::exists(folder / file.path))
            throw Error(ErrorKind::usage, (folder / file.path).string(), "exists already",
                        "add --overwrite to replace the generated documents");
}

} // namespace

int run_reference(const Invocation& invocation) {
    const std::vector<ReferenceFile> files = reference_files();
    if (!invocation.overwrite)
        refuse_overwriting(invocation.out, files);
    for (const ReferenceFile& file : files) {
        const std::filesystem::path target = invocation.out / file.path;
        std::error_code problem;
        std::filesystem::create_directories(target.parent_path(), problem);
        if (problem)
            throw Error(ErrorKind::resource, target.parent_path().string(),
                        "the folder cannot be made: " + problem.message(),
                        "choose another with -o");
        write_file(target, file.bytes);
    }
    if (invocation.verbosity >= 0)
        say(fmt::format("{} files -> {}\n", files.size(), invocation.out.string()));
    return 0;
}

} // namespace careshed
