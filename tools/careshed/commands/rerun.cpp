// careshed rerun: the same bytes again, from a run's manifest. Refuses when any input has changed.
#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/inputs/manifest.hpp"
#include "tools/careshed/commands/invocation.hpp"
#include "tools/careshed/options.hpp"

namespace careshed {

namespace {

void require_same(const std::string& path, const std::string& sha256) {
    if (sha256.empty())
        throw Error(ErrorKind::input, path, "a database cannot be checked, so it cannot be rerun",
                    "export the layer to a file and rank again");
    if (sha256_of_file(path) != sha256)
        throw Error(ErrorKind::input, path, "this file has changed since the run",
                    "restore the file with SHA-256 " + sha256 + ", or rank again");
}

} // namespace

int run_rerun(const Invocation& invocation) {
    if (invocation.out.empty())
        throw Error(ErrorKind::usage, "-o", "rerun needs a folder to write to", "add -o DIR");
    const Manifest manifest = read_manifest(invocation.input);
    require_same(manifest.scenario_path, manifest.scenario_sha256);
    for (const ManifestInput& input : manifest.inputs)
        require_same(input.path, input.sha256);

    std::vector<std::string> arguments{manifest.verb};
    arguments.insert(arguments.end(), manifest.arguments.begin(), manifest.arguments.end());
    ParsedLine line = parse_command_line(arguments);
    if (!line.invocation)
        throw Error(ErrorKind::input, invocation.input.string(),
                    "the manifest's arguments are not those of a run", "rank again");
    Invocation again = *line.invocation;
    again.out = invocation.out;
    again.overwrite = invocation.overwrite;
    again.data = manifest.data;
    if (invocation.threads.count > 0)
        again.threads = invocation.threads;
    again.progress = invocation.progress;
    again.format = invocation.format;
    return run_verb(again);
}

} // namespace careshed
