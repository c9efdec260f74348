// Only dispatches: reads the command line, runs the verb, and turns whatever was thrown into one
// message and one exit code.

#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/core/error.hpp"
#include "tools/careshed/options.hpp"

namespace careshed {
namespace {

int run_program(const std::vector<std::string>& arguments) {
    const ParsedLine line = parse_command_line(arguments);
    if (line.invocation)
        return run_verb(*line.invocation);
    fmt::print(stdout, "{}", line.text);
    return line.exit_code;
}

/// Results that did not reach the disk or the pipe are no success.
int close_output(int code) {
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0)
        return code;
    fmt::print(stderr, "error: standard output cannot be written (hint: is the disk full?)\n");
    return exit_code(ErrorKind::resource);
}

} // namespace
} // namespace careshed

int main(int argc, char** argv) {
    using careshed::ErrorKind;
    try {
        return careshed::close_output(careshed::run_program({argv + 1, argv + argc}));
    } catch (const careshed::Error& error) {
        fmt::print(stderr, "{}\n", error.what());
        return careshed::exit_code(error.kind());
    } catch (const std::bad_alloc&) {
        fmt::print(stderr,
                   "error: not enough memory (hint: fewer --draws or --threads need less)\n");
        return careshed::exit_code(ErrorKind::resource);
    } catch (const std::exception& error) {
        fmt::print(stderr,
                   "error: this is a fault of careshed, not yours: {} (hint: please report it with "
                   "the command line and the output of `careshed doctor`)\n",
                   error.what());
        return careshed::exit_code(ErrorKind::internal);
    }
}
