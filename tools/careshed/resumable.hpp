// Where a long run keeps what it has finished, so that the same command goes on after Ctrl-C or a
// crash: OUT.resume, beside the results. It is deleted when the results are complete.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "engine/simulate/journal.hpp"
#include "tools/careshed/commands/invocation.hpp"
#include "tools/careshed/prepared_study.hpp"

namespace careshed {

[[nodiscard]] std::filesystem::path resume_file(const std::filesystem::path& out);

/// SHA-256 of all that decides a study's results: the program, the scenario as resolved and the
/// bytes of every file it reads.
[[nodiscard]] std::string run_fingerprint(const PreparedStudy& prepared,
                                          const Invocation& invocation);

/// Not where a database is read, whose content has no fingerprint.
[[nodiscard]] bool is_resumable(const Scenario& scenario);

/// The run's journal, or nothing where it is not resumable.
[[nodiscard]] std::unique_ptr<RunJournal> open_journal(const PreparedStudy& prepared,
                                                       const Invocation& invocation);

/// Does the work that a journal (or none) serves. Interrupted, it tells what is kept and how to go
/// on; a journal in which nothing is kept goes with the work that failed.
void work_resumably(RunJournal* journal, const std::filesystem::path& out,
                    const std::function<void()>& work);

} // namespace careshed
