#include "models/studies/resumable.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/inputs/input_files.hpp"
#include "engine/inputs/scenario_sources.hpp"

namespace careshed {

namespace {

namespace fs = std::filesystem;

std::string settings_of(const Scenario& scenario) {
    const ModelSpec& model = scenario.model;
    std::string text = fmt::format(
        "{} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {}\n", name_of(model.structure),
        name_of(model.fatality), name_of(model.decay), name_of(model.inversion),
        name_of(model.history), name_of(model.queue), name_of(model.pace),
        model.crossing_wait.value(), model.walk_limit ? model.walk_limit->value() : -1,
        scenario.run.years, scenario.run.seed, scenario.run.draws, scenario.run.indifference,
        scenario.run.allocation == Allocation::sequential, scenario.run.replications,
        name_of(scenario.run.stop_on), scenario.run.precision);
    for (const auto& [id, value] : model.overrides)
        text += fmt::format("{} = {}\n", id, value);
    return text;
}

std::string finished_parts(const RunJournal& journal) {
    return fmt::format("{} finished part{} of the run", journal.pieces(),
                       journal.pieces() == 1 ? "" : "s");
}

Error interrupted_with(const RunJournal& journal, const fs::path& file) {
    return {ErrorKind::interrupted, file.string(),
            fmt::format("interrupted, with {} kept here", finished_parts(journal)),
            "give the same command again to go on; delete the file to begin anew"};
}

} // namespace

std::string run_fingerprint(const Scenario& scenario) {
    std::string text = sha256_of_file("/proc/self/exe") + "\n" + settings_of(scenario);
    text += scenario.text;
    for (const InputFile& file : files_read(scenario))
        text += fmt::format("\n{} {}", file.path.filename().string(), file.sha256);
    return sha256(text);
}

bool is_resumable(const Scenario& scenario) {
    return std::ranges::none_of(sources_of(scenario), is_database_source);
}

std::shared_ptr<RunJournal> open_journal(const Scenario& scenario, const RunOptions& options) {
    if (options.journal.empty() || !is_resumable(scenario))
        return nullptr;
    auto journal = std::make_shared<RunJournal>(options.journal, run_fingerprint(scenario));
    if (journal->pieces() > 0)
        tell(options.stages, StageReport::Kind::news,
             fmt::format("going on from {} in {}", finished_parts(*journal),
                         options.journal.string()));
    return journal;
}

void work_resumably(RunJournal* journal, const fs::path& file, const std::function<void()>& work) {
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
            throw interrupted_with(*journal, file);
        throw;
    }
}

} // namespace careshed
