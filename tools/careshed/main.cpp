// Only dispatches: reads the command line, runs the verb, and turns whatever was thrown into one
// message and one exit code.

#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "engine/core/error.hpp"
#include "engine/core/visible_text.hpp"
#include "tools/careshed/options.hpp"
#include "tools/careshed/standard_streams.hpp"

namespace careshed {
namespace {

int run_program(const std::vector<std::string>& arguments) {
    const ParsedLine line = parse_command_line(arguments);
    if (line.invocation)
        return run_verb(*line.invocation);
    fmt::print(stdout, "{}", line.text);
    return line.exit_code;
}

/// The exit code; whatever is thrown becomes one message.
int run_and_report(const std::vector<std::string>& arguments) {
    try {
        return run_program(arguments);
    } catch (const Error& error) {
        say(fmt::format("{}\n", error.what()));
        return exit_code(error.kind());
    } catch (const std::bad_alloc&) {
        say("error: not enough memory (hint: fewer --draws or --threads need less)\n");
        return exit_code(ErrorKind::resource);
    } catch (const std::system_error& error) {
        if (std::ferror(stdout) != 0)
            return 0; // exit_code_of_streams says it
        say(fmt::format("error: the system refused what the run needs: {}\n",
                        message_text(error.what())));
        return exit_code(ErrorKind::resource);
    } catch (const std::exception& error) {
        say(fmt::format("error: this is a fault of careshed, not yours: {} (hint: please report it "
                        "with the command line and the output of `careshed doctor`)\n",
                        message_text(error.what())));
        return exit_code(ErrorKind::internal);
    }
}

} // namespace
} // namespace careshed

int main(int argc, char** argv) {
    careshed::prepare_standard_streams();
    return careshed::exit_code_of_streams(careshed::run_and_report({argv + 1, argv + argc}));
}
