// Finished parts of a long run, kept so that the same run resumes after an interruption or a crash.
// The file is deleted when the results are complete.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "engine/core/run_options.hpp"
#include "engine/inputs/scenario.hpp"
#include "engine/simulate/journal.hpp"

namespace careshed {

/// SHA-256 of all that decides a study's results: the program, the scenario as resolved and the
/// bytes of every file as it was read. Throws a resource Error when nothing has been read yet and
/// one cannot be.
[[nodiscard]] std::string run_fingerprint(const Scenario& scenario);
/// Not where a database is read, whose content has no fingerprint.
[[nodiscard]] bool is_resumable(const Scenario& scenario);
/// The journal at options.journal, or null where none is asked for or the run is not resumable.
/// Reports that a run resumes. Throws a usage Error when the file is another run's journal, or in
/// use.
[[nodiscard]] std::shared_ptr<RunJournal> open_journal(const Scenario& scenario,
                                                       const RunOptions& options);
/// Does the work of a journal (or null). An interruption reports the parts kept in `file` and the
/// way to resume; an empty journal is removed when the work fails.
void work_resumably(RunJournal* journal, const std::filesystem::path& file,
                    const std::function<void()>& work);

} // namespace careshed
