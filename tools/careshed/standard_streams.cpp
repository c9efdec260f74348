#include "tools/careshed/standard_streams.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>

#include <fcntl.h>
#include <unistd.h>

#include "engine/core/error.hpp"

namespace careshed {

void prepare_standard_streams() {
    for (const int stream : std::array{STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (::fcntl(stream, F_GETFD) < 0 && errno == EBADF)
            (void)::open("/dev/null", O_RDONLY); // gets the lowest free number: this one
    (void)std::signal(SIGPIPE, SIG_IGN);
}

void say(std::string_view text) { (void)std::fwrite(text.data(), 1, text.size(), stderr); }

int exit_code_of_streams(int code) {
    if (code == 0 && (std::fflush(stdout) != 0 || std::ferror(stdout) != 0)) {
        say("error: standard output cannot be written (hint: is the disk full, or has its reader "
            "ended?)\n");
        code = exit_code(ErrorKind::resource);
    }
    return std::ferror(stderr) != 0 ? exit_code(ErrorKind::resource) : code;
}

} // namespace careshed
