// careshed rerun: the same bytes again, from a run's manifest. The scenario is the one the manifest
// holds; the layers are looked for where the run found them, or in --data, and the run is refused
// when any of them has changed.
#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/core/error.hpp"
#include "engine/core/replaceable.hpp"
#include "engine/inputs/input_files.hpp"
#include "engine/inputs/manifest.hpp"
#include "tools/careshed/chosen_scenario.hpp"
#include "tools/careshed/invocation.hpp"
#include "tools/careshed/options.hpp"

namespace careshed {

namespace {

namespace fs = std::filesystem;

/// The run's invocation, with the places of this one.
Invocation invocation_again(const Manifest& manifest, const Invocation& now) {
    std::vector<std::string> arguments{manifest.verb};
    arguments.insert(arguments.end(), manifest.arguments.begin(), manifest.arguments.end());
    ParsedLine line = parse_command_line(arguments);
    if (!line.invocation)
        throw Error(ErrorKind::input, now.input.string(),
                    "the manifest's arguments are not those of a run", "rank again");
    Invocation again = *line.invocation;
    again.scenario_text = manifest.scenario_text;
    again.data = now.data.empty() ? fs::path(manifest.data) : now.data;
    again.out = now.out;
    again.cache = now.cache;
    again.overwrite = now.overwrite;
    if (now.threads.count > 0)
        again.threads = now.threads;
    again.progress = now.progress;
    again.verbosity = now.verbosity;
    again.format = now.format;
    return again;
}

/// What is not where it was gets the remedy that a moved run needs.
Scenario found_scenario(const Invocation& again) {
    try {
        return chosen_scenario(again);
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::resource)
            throw;
        std::vector<Complaint> complaints = error.complaints();
        for (Complaint& complaint : complaints)
            complaint.hint = "a manifest's paths are relative to the folder the run was started "
                             "in: run it there, or name the folder of the layers with --data DIR";
        throw Error(error.kind(), std::move(complaints));
    }
}

/// Fingerprints by file name: folders may have moved.
std::multimap<std::string, std::string> recorded_hashes(const Manifest& manifest) {
    std::multimap<std::string, std::string> recorded;
    for (const ManifestInput& input : manifest.inputs) {
        if (input.sha256.empty())
            throw Error(ErrorKind::input, input.path,
                        "a database cannot be checked, so it cannot be rerun",
                        "export the layer to a file and rank again");
        recorded.emplace(fs::path(input.path).filename().string(), input.sha256);
    }
    return recorded;
}

/// The files the run would read now are those it read then, byte for byte, no more and no fewer.
void require_same_inputs(const Manifest& manifest, const std::vector<InputFile>& files) {
    std::multimap<std::string, std::string> recorded = recorded_hashes(manifest);
    ComplaintList complaints;
    for (const InputFile& file : files) {
        const auto [first, last] = recorded.equal_range(file.path.filename().string());
        const auto same =
            std::find_if(first, last, [&](const auto& r) { return r.second == file.sha256; });
        if (same != last)
            recorded.erase(same);
        else if (first == last)
            complaints.add(file.path.string(), "the run did not read this file", "rank again");
        else {
            complaints.add(
                file.path.string(), "this file has changed since the run",
                fmt::format("restore the file with SHA-256 {}, or rank again", first->second));
            recorded.erase(first);
        }
    }
    for (const auto& [name, hash] : recorded)
        complaints.add(name, "this file, which the run read, is missing",
                       fmt::format("restore the file with SHA-256 {}, or rank again", hash));
    complaints.throw_if_any();
}

} // namespace

int run_rerun(const Invocation& invocation) {
    if (invocation.out.empty())
        throw Error(ErrorKind::usage, "-o", "rerun needs a folder to write to", "add -o DIR");
    const Manifest manifest = read_manifest(invocation.input);
    refuse_to_replace_inputs(invocation.out, {{invocation.input}});
    Invocation again = invocation_again(manifest, invocation);
    // A file that changes after this look is found by the run, which looks at these again.
    again.inputs = input_files(found_scenario(again));
    require_same_inputs(manifest, again.inputs);
    return run_verb(again);
}

} // namespace careshed
