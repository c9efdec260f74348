// What a killed process left beside its results is removed; what a running one holds never is.
#include <algorithm>
#include <array>
#include <csignal>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/core/hidden_sibling.hpp"
#include "engine/core/result_folder.hpp"
#include "engine/core/safe_file.hpp"
#include "tests/engine/core/scratch_folder.hpp"

namespace careshed::hidden_sibling_test {

using careshed_test::ScratchFolder;
namespace fs = std::filesystem;

namespace {

using Kind = HiddenSibling::Kind;
using Names = std::vector<std::string>;

Names names_in(const fs::path& folder) {
    Names names;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder))
        names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

/// A process that does `deed` and then waits to be killed.
class WaitingProcess {
  public:
    explicit WaitingProcess(const std::function<void(const std::function<void()>&)>& deed) {
        std::array<int, 2> pipe{};
        REQUIRE(::pipe2(pipe.data(), O_CLOEXEC) == 0);
        process_ = ::fork();
        if (process_ == 0) {
            deed([&] {
                (void)!::write(pipe[1], "x", 1);
                while (true)
                    ::pause();
            });
            ::_exit(1);
        }
        char byte = 0;
        REQUIRE(::read(pipe[0], &byte, 1) == 1);
        ::close(pipe[0]);
        ::close(pipe[1]);
    }
    ~WaitingProcess() { kill(); }
    WaitingProcess(const WaitingProcess&) = delete;
    WaitingProcess& operator=(const WaitingProcess&) = delete;
    void kill() {
        if (process_ > 0 && ::kill(process_, SIGKILL) == 0)
            ::waitpid(process_, nullptr, 0);
        process_ = 0;
    }

  private:
    pid_t process_ = 0;
};

void write_half(const fs::path& target, const std::function<void()>& wait) {
    const ResultFolder folder(target, true);
    write_file(folder.staging() / "ranking.csv", "half");
    wait();
}

bool stands(const HiddenSibling& sibling, Kind kind) {
    if (kind == Kind::file)
        return fs::exists(sibling.path());
    std::ofstream(sibling.path() / "x") << "mine";
    return fs::exists(sibling.path() / "x");
}

/// Makes and drops siblings of one path, over and over: whether each stood until it was dropped.
bool keeps_its_own(const fs::path& target, Kind kind) {
    try {
        for (int i = 0; i < 300; ++i)
            if (!stands(HiddenSibling(target, kind), kind))
                return false;
    } catch (...) { // it must not unwind into the test program, of which this is a copy
        return false;
    }
    return true;
}

unsigned permissions_of(const fs::path& path) {
    return static_cast<unsigned>(fs::status(path).permissions());
}

/// A umask, and the former one again at the end.
class Umask {
  public:
    explicit Umask(mode_t mask) : former_(::umask(mask)) {}
    ~Umask() { ::umask(former_); }
    Umask(const Umask&) = delete;
    Umask& operator=(const Umask&) = delete;

  private:
    mode_t former_;
};

} // namespace

TEST_CASE("What is not whole is its owner's alone; what is whole is as the umask says",
          "[hidden_sibling]") {
    for (const mode_t mask : {0022U, 0002U, 0077U}) {
        const Umask set(mask);
        const ScratchFolder scratch;
        const HiddenSibling file(scratch.path() / "file", Kind::file);
        const HiddenSibling folder(scratch.path() / "folder", Kind::folder);
        CHECK(permissions_of(file.path()) == 0600);
        CHECK(permissions_of(folder.path()) == 0700);

        write_file(scratch.path() / "whole", "x");
        CHECK(permissions_of(scratch.path() / "whole") == (0666U & ~mask));
        write_file(scratch.path() / "private", "x", FileReaders::owner);
        CHECK(permissions_of(scratch.path() / "private") == 0600);

        ResultFolder results(scratch.path() / "out", false);
        CHECK(permissions_of(results.staging()) == 0700);
        write_file(results.staging() / "ranking.csv", "x");
        results.commit();
        CHECK(permissions_of(scratch.path() / "out") == (0777U & ~mask));
        CHECK(permissions_of(scratch.path() / "out" / "ranking.csv") == (0666U & ~mask));
    }
}

TEST_CASE("What a killed run left is removed by the next with the same target",
          "[hidden_sibling]") {
    const ScratchFolder scratch;
    const fs::path target = scratch.path() / "out";
    {
        WaitingProcess killed([&](const auto& wait) { write_half(target, wait); });
        killed.kill();
    }
    REQUIRE(names_in(scratch.path()).size() == 1);
    REQUIRE(fs::exists(scratch.path() / names_in(scratch.path()).front() / "ranking.csv"));
    {
        const ResultFolder other(scratch.path() / "other", false);
        CHECK(names_in(scratch.path()).size() == 2); // another target's is not touched
    }
    ResultFolder next(target, false);
    CHECK(names_in(scratch.path()) == Names{next.staging().filename().string()});
    next.commit();
    CHECK(names_in(scratch.path()) == Names{"out"});
}

TEST_CASE("A file half written when its process was killed is removed by the next writer",
          "[hidden_sibling]") {
    const ScratchFolder scratch;
    const fs::path file = scratch.path() / "out.resume";
    {
        WaitingProcess killed([&](const auto& wait) {
            const HiddenSibling part(file, Kind::file);
            wait();
        });
        killed.kill();
    }
    REQUIRE(names_in(scratch.path()).size() == 1);
    write_file(file, "whole");
    CHECK(names_in(scratch.path()) == Names{"out.resume"});
}

TEST_CASE("What another run is writing stays", "[hidden_sibling]") {
    const ScratchFolder scratch;
    const fs::path target = scratch.path() / "out";
    WaitingProcess running([&](const auto& wait) { write_half(target, wait); });
    const Names held = names_in(scratch.path());
    REQUIRE(held.size() == 1);
    ResultFolder next(target, false);
    next.commit();
    CHECK(names_in(scratch.path()) == Names{held.front(), "out"});
    CHECK(read_file(scratch.path() / held.front() / "ranking.csv") == "half");
    running.kill();
    const ResultFolder last(target, true);
    CHECK(names_in(scratch.path()) == Names{last.staging().filename().string(), "out"});
}

TEST_CASE("Hidden files by similar names are nobody's to remove", "[hidden_sibling]") {
    const ScratchFolder scratch;
    const Names kept{".out.part-",     ".out.part-1",       ".out.part-1-",   ".out.part-1-2x",
                     ".out.part-12-3", ".out.part-notes-1", ".out2.part-1-2", "out.part-1-2"};
    for (const std::string& name : kept)
        std::ofstream(scratch.path() / name) << "mine";
    fs::create_directory_symlink(scratch.path(), scratch.path() / ".out.part-4-5");
    {
        const ResultFolder folder(scratch.path() / "out", false);
    }
    Names expected = kept; // .out.part-12-3 is a file, and folders are what is looked for
    expected.emplace_back(".out.part-4-5");
    std::sort(expected.begin(), expected.end());
    CHECK(names_in(scratch.path()) == expected);
}

TEST_CASE("Processes that write the same place at once never take each other's away",
          "[hidden_sibling]") {
    const ScratchFolder scratch;
    for (const Kind kind : {Kind::file, Kind::folder}) {
        std::vector<pid_t> processes;
        for (int i = 0; i < 4; ++i) {
            processes.push_back(::fork());
            if (processes.back() == 0)
                ::_exit(keeps_its_own(scratch.path() / "out", kind) ? 0 : 1);
        }
        for (const pid_t process : processes) {
            int status = -1;
            ::waitpid(process, &status, 0);
            CHECK(status == 0);
        }
        CHECK(names_in(scratch.path()).empty());
    }
}

} // namespace careshed::hidden_sibling_test
