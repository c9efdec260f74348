#include "tools/careshed/resumable.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/safe_file.hpp"
#include "engine/inputs/scenario_sources.hpp"

namespace careshed {

namespace {

namespace fs = std::filesystem;

std::string settings_of(const Scenario& scenario) {
    const ModelSpec& model = scenario.model;
    std::string text = fmt::format(
        "{} {} {} {} {} {} {} {} {} {} {} {} {} {} {}\n", model.structure, model.fatality,
        model.decay, model.inversion, model.history, model.queue, model.pace,
        model.crossing_wait.value(), model.walk_limit ? model.walk_limit->value() : -1,
        scenario.run.years, scenario.run.seed, scenario.run.draws, scenario.run.indifference,
        scenario.run.is_sequential, scenario.run.worlds);
    for (const auto& [id, value] : model.overrides)
        text += fmt::format("{} = {}\n", id, value);
    return text;
}

std::string finished_parts(const RunJournal& journal) {
    return fmt::format("{} finished part{} of the run", journal.pieces(),
                       journal.pieces() == 1 ? "" : "s");
}

Error interrupted_with(const RunJournal& journal, const fs::path& out) {
    return {ErrorKind::interrupted, resume_file(out).string(),
            fmt::format("interrupted, with {} kept here", finished_parts(journal)),
            "give the same command again to go on; delete the file to begin anew"};
}

} // namespace

fs::path resume_file(const fs::path& out) {
    const fs::path folder = out.has_filename() ? out : out.parent_path();
    return {folder.string() + ".resume"};
}

std::string run_fingerprint(const PreparedStudy& prepared, const Invocation& invocation) {
    const Scenario& scenario = prepared.scenario;
    std::string text = sha256_of_file("/proc/self/exe") + "\n" + settings_of(scenario);
    text +=
        invocation.scenario_text.empty() ? read_file(invocation.input) : invocation.scenario_text;
    for (const fs::path& file : files_of(scenario))
        text += fmt::format("\n{} {}", file.filename().string(), sha256_of_file(file));
    return sha256(text);
}

bool is_resumable(const Scenario& scenario) {
    return std::ranges::none_of(sources_of(scenario), is_database_source);
}

std::unique_ptr<RunJournal> open_journal(const PreparedStudy& prepared,
                                         const Invocation& invocation) {
    if (!is_resumable(prepared.scenario))
        return nullptr;
    auto journal = std::make_unique<RunJournal>(resume_file(invocation.out),
                                                run_fingerprint(prepared, invocation));
    if (journal->pieces() > 0 && invocation.verbosity >= 0)
        fmt::print(stderr, "going on from {} in {}\n", finished_parts(*journal),
                   resume_file(invocation.out).string());
    return journal;
}

void work_resumably(RunJournal* journal, const fs::path& out, const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        if (journal == nullptr)
            throw;
        if (journal->pieces() == 0) {
            journal->remove();
            throw;
        }
        if (error.kind() == ErrorKind::interrupted)
            throw interrupted_with(*journal, out);
        throw;
    }
}

} // namespace careshed
