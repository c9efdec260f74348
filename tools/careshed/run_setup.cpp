#include "tools/careshed/run_setup.hpp"

#include <system_error>

#include <fmt/format.h>

#include "engine/core/error.hpp"
#include "engine/core/visible_text.hpp"
#include "tools/careshed/standard_streams.hpp"

namespace careshed {

namespace {

/// One line on standard error as each stage ends, with the seconds since the one before.
class StagePrinter {
  public:
    explicit StagePrinter(int verbosity) : verbosity_(verbosity) {}
    void operator()(const StageReport& report) {
        const auto now = std::chrono::steady_clock::now();
        if (report.kind == StageReport::Kind::news && verbosity_ >= 0)
            say(message_text(report.text) + "\n");
        if (report.kind == StageReport::Kind::note && verbosity_ > 0)
            say(fmt::format("{:10}{}\n", "", report.text));
        if (report.kind != StageReport::Kind::ended)
            return;
        if (verbosity_ > 0)
            say(fmt::format("{:6.2f} s  {}\n", std::chrono::duration<double>(now - since_).count(),
                            report.text));
        since_ = now;
    }

  private:
    int verbosity_;
    std::chrono::steady_clock::time_point since_ = std::chrono::steady_clock::now();
};

} // namespace

RunOptions run_options(const Invocation& invocation) {
    RunOptions options;
    options.threads = invocation.threads;
    options.progress = stderr_progress(invocation.progress);
    options.stages = StagePrinter(invocation.verbosity);
    options.cache = invocation.cache;
    options.internal = invocation.internal;
    return options;
}

std::filesystem::path resume_file(const std::filesystem::path& out) {
    const std::filesystem::path folder = out.has_filename() ? out : out.parent_path();
    return {folder.string() + ".resume"};
}

void drop_parts_of_complete(const std::filesystem::path& out) {
    namespace fs = std::filesystem;
    std::error_code absent;
    const fs::path parts = resume_file(out);
    const fs::file_time_type kept = fs::last_write_time(parts, absent);
    if (absent || !fs::exists(out / "ranking.csv", absent))
        return;
    const fs::file_time_type completed = fs::last_write_time(out / "manifest.json", absent);
    if (!absent && kept <= completed)
        fs::remove(parts, absent);
}

RunFacts run_facts(const Invocation& invocation, std::chrono::steady_clock::time_point start) {
    RunFacts facts;
    facts.verb = invocation.verb;
    facts.arguments = invocation.arguments;
    facts.data = invocation.data;
    facts.program_version = CARESHED_VERSION;
    facts.threads = invocation.threads.count;
    facts.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    facts.internal = invocation.internal;
    return facts;
}

void require_output(const Invocation& invocation) {
    if (invocation.out.empty())
        throw Error(ErrorKind::usage, "-o", invocation.verb + " needs a folder to write to",
                    "add -o DIR");
}

} // namespace careshed
