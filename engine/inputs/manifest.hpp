// What a finished run wrote down about itself, as far as repeating it needs: the command, the
// scenario and the fingerprints of its inputs. The report room writes manifest.json; this reads it
// for `careshed rerun`.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace careshed {

/// A file the run read.
struct ManifestInput {
    std::string path;
    std::string sha256; ///< lower-case hexadecimal; empty for a database
    std::uint64_t bytes = 0;
};

struct Manifest {
    std::string program_version;
    std::string verb;
    std::vector<std::string> arguments; ///< as typed, after the verb
    std::string scenario_path;          ///< as the user gave it
    std::string scenario_text;          ///< the file's bytes
    std::string scenario_sha256;
    std::string data; ///< folder given by --data, may be empty
    std::uint64_t seed = 0;
    std::vector<ManifestInput> inputs;
};

/// Throws a resource Error when the file is missing, an input Error when it is no manifest of this
/// schema or its scenario text does not match its own fingerprint.
[[nodiscard]] Manifest read_manifest(const std::filesystem::path& file);

} // namespace careshed
