// What the command says on standard error, and whether what it printed arrived. Nothing here
// throws: a message that cannot be written must not end the run it is about.
#pragma once

#include <string_view>

namespace careshed {

/// Before anything is opened: a standard stream that was closed becomes one that cannot be written,
/// so that no file gets its number and what is said; a reader that goes away is a failed write and
/// no signal (SIGPIPE).
void prepare_standard_streams();

/// Writes to standard error. What cannot be written is lost, and exit_code_of_streams() tells.
void say(std::string_view text);

/// The exit code of a program that would end with `code`: 4 (resource) if it would be 0 and
/// standard output did not arrive, or if anything said did not. Says so of standard output.
[[nodiscard]] int exit_code_of_streams(int code);

} // namespace careshed
