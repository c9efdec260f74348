#include "engine/inputs/input_files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <set>

#include <sys/stat.h>

#include "engine/core/error.hpp"
#include "engine/core/file_failure.hpp"
#include "engine/core/hash.hpp"
#include "engine/inputs/scenario_sources.hpp"

namespace careshed {

namespace {

namespace fs = std::filesystem;

constexpr const char* kNothingWritten =
    "nothing was written; give the same command again once nothing writes to the inputs";

std::int64_t nanoseconds(const timespec& time) {
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

/// The times come first: what is written while the bytes are hashed is later than they say.
InputFile input_file(const fs::path& path) {
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0)
        throw_file_failure(path, "read the file", errno);
    InputFile file{path, "", static_cast<std::uint64_t>(status.st_size),
                   nanoseconds(status.st_mtim), nanoseconds(status.st_ctim)};
    file.sha256 = sha256_of_file(path);
    return file;
}

} // namespace

std::vector<InputFile> input_files(const Scenario& scenario) {
    std::vector<InputFile> files;
    for (const fs::path& path : files_of(scenario))
        files.push_back(input_file(path));
    return files;
}

std::vector<InputFile> files_read(const Scenario& scenario) {
    return scenario.inputs.empty() ? input_files(scenario) : scenario.inputs;
}

void require_unchanged_inputs(const Scenario& scenario) {
    std::set<fs::path> now = files_of(scenario);
    std::vector<Complaint> complaints;
    for (const InputFile& before : scenario.inputs) {
        if (now.erase(before.path) == 0)
            complaints.push_back({before.path.string(),
                                  "this file was removed while the run read its inputs",
                                  kNothingWritten});
        else if (input_file(before.path) != before)
            complaints.push_back({before.path.string(),
                                  "this file was changed while the run read its inputs",
                                  kNothingWritten});
    }
    for (const fs::path& added : now)
        complaints.push_back(
            {added.string(), "this file was added while the run read its inputs", kNothingWritten});
    if (!complaints.empty())
        throw Error(ErrorKind::resource, complaints);
}

} // namespace careshed
