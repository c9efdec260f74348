// Files and folders of results: whole or absent, and never in place of something else.
#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <sys/resource.h>
#include <unistd.h>

#include "engine/core/error.hpp"
#include "engine/core/result_folder.hpp"
#include "engine/core/safe_file.hpp"
#include "tests/engine/core/scratch_folder.hpp"

namespace careshed::safe_file_test {

using careshed_test::ScratchFolder;
namespace fs = std::filesystem;

namespace {

/// Every name below the folder, hidden ones too.
std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
        names.push_back(entry.path().lexically_relative(folder).string());
    std::sort(names.begin(), names.end());
    return names;
}

using Names = std::vector<std::string>;

Complaint complaint_of(ErrorKind kind, const std::function<void()>& deed) {
    try {
        deed();
    } catch (const Error& error) {
        CHECK(error.kind() == kind);
        return error.complaints().front();
    }
    FAIL("no error was thrown");
    return {};
}

/// Lets files grow to `bytes` only, as a full disk would, while it exists.
class FullDisk {
  public:
    explicit FullDisk(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit small{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    ~FullDisk() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

  private:
    rlimit before_{};
    void (*handler_)(int);
};

/// Root may write anywhere, so tests of permissions become "nobody" while this exists.
class Unprivileged {
  public:
    Unprivileged() : is_root_(::geteuid() == 0) {
        if (is_root_ && ::seteuid(65534) != 0)
            FAIL("cannot drop root's rights");
    }
    ~Unprivileged() {
        if (is_root_ && ::seteuid(0) != 0)
            std::abort();
    }
    Unprivileged(const Unprivileged&) = delete;
    Unprivileged& operator=(const Unprivileged&) = delete;

  private:
    bool is_root_;
};

/// As the report room begins its manifest.
constexpr const char* kManifest = R"({ "schema": 1, "program": { "name": "careshed" } })";

/// A finished folder of results whose ranking says `content`.
void finish_results(const fs::path& target, const std::string& content, bool overwrite = false) {
    ResultFolder folder(target, overwrite);
    write_file(folder.staging() / "manifest.json", kManifest);
    write_file(folder.staging() / "ranking.csv", content);
    folder.commit();
}

} // namespace

TEST_CASE("A file is written, replaced and read back byte for byte", "[safe_file]") {
    const ScratchFolder scratch;
    const fs::path file = scratch.path() / "a file";
    for (const std::string& bytes : {std::string("first"), std::string(),
                                     std::string("a\0b\r\n\xff", 6), std::string(200'000, 'x')}) {
        write_file(file, bytes);
        CHECK(read_file(file) == bytes);
        CHECK(names_in(scratch.path()) == Names{"a file"});
    }
    CHECK(read_file("/proc/self/stat").size() > 10); // a file that tells no size
}

TEST_CASE("A file can be written into the working folder by its bare name", "[safe_file]") {
    const ScratchFolder scratch;
    const fs::path before = fs::current_path();
    fs::current_path(scratch.path());
    write_file("bare.txt", "here");
    fs::current_path(before);
    CHECK(read_file(scratch.path() / "bare.txt") == "here");
}

TEST_CASE("A write that fails half-way keeps the old file and leaves nothing else", "[safe_file]") {
    const ScratchFolder scratch;
    const fs::path file = scratch.path() / "table.csv";
    write_file(file, "old");
    {
        const FullDisk full(1000);
        const Complaint reported =
            complaint_of(ErrorKind::resource, [&] { write_file(file, std::string(5000, 'n')); });
        CHECK(reported.where == file.string());
        CHECK(reported.message.find("cannot write the file: File too large") == 0);
        CHECK(reported.hint.find("free disk space") != std::string::npos);
    }
    CHECK(read_file(file) == "old");
    CHECK(names_in(scratch.path()) == Names{"table.csv"});
}

TEST_CASE("A missing folder, a folder in place of a file and an absent file are named",
          "[safe_file]") {
    const ScratchFolder scratch;
    const fs::path lost = scratch.path() / "absent" / "a.csv";
    const Complaint reported = complaint_of(ErrorKind::resource, [&] { write_file(lost, "x"); });
    CHECK(reported.where == lost.string());
    CHECK(reported.message.find("No such file") != std::string::npos);
    CHECK(reported.hint.find("create its folder") != std::string::npos);
    fs::create_directory(scratch.path() / "folder");
    complaint_of(ErrorKind::resource, [&] { write_file(scratch.path() / "folder", "x"); });
    complaint_of(ErrorKind::resource, [&] { (void)read_file(scratch.path() / "folder"); });
    complaint_of(ErrorKind::resource, [&] { (void)read_file(lost); });
    CHECK(names_in(scratch.path()) == Names{"folder"});
}

TEST_CASE("A folder without write permission is reported with a remedy", "[safe_file]") {
    const ScratchFolder scratch;
    fs::permissions(scratch.path(), fs::perms(0555));
    const Unprivileged nobody;
    const Complaint file =
        complaint_of(ErrorKind::resource, [&] { write_file(scratch.path() / "a", "x"); });
    CHECK(file.message.find("Permission denied") != std::string::npos);
    CHECK(file.hint.find("choose another folder") != std::string::npos);
    const Complaint folder = complaint_of(
        ErrorKind::resource, [&] { const ResultFolder results(scratch.path() / "out", false); });
    CHECK(folder.where == (scratch.path() / "out").string());
}

TEST_CASE("Results appear only when they are complete", "[safe_file]") {
    const ScratchFolder scratch;
    const fs::path target = scratch.path() / "out";
    {
        ResultFolder folder(target, false);
        CHECK(folder.staging().parent_path() == target.parent_path());
        CHECK(folder.staging().filename().string().front() == '.');
        fs::create_directory(folder.staging() / "checklists");
        write_file(folder.staging() / "checklists" / "odd.md", "x");
        CHECK_FALSE(fs::exists(target));
        folder.commit();
    }
    CHECK(names_in(scratch.path()) == Names{"out", "out/checklists", "out/checklists/odd.md"});
}

TEST_CASE("An interrupted run leaves nothing behind, and old results as they were", "[safe_file]") {
    const ScratchFolder scratch;
    const fs::path target = scratch.path() / "out";
    const auto interrupted = [&](bool overwrite) {
        ResultFolder folder(target, overwrite);
        write_file(folder.staging() / "ranking.csv", "half");
        throw Error(ErrorKind::interrupted, "", "interrupted");
    };
    CHECK_THROWS_AS(interrupted(false), Error);
    CHECK(names_in(scratch.path()).empty());
    finish_results(target, "old");
    CHECK_THROWS_AS(interrupted(true), Error);
    CHECK(names_in(scratch.path()) == Names{"out", "out/manifest.json", "out/ranking.csv"});
    CHECK(read_file(target / "ranking.csv") == "old");
}

TEST_CASE("Existing results are replaced only when asked to, and then wholly", "[safe_file]") {
    const ScratchFolder scratch;
    const fs::path target = scratch.path() / "out";
    finish_results(target, "old");
    std::ofstream(target / "report.html") << "of the old run";
    const Complaint reported =
        complaint_of(ErrorKind::usage, [&] { finish_results(target, "new"); });
    CHECK(reported.where == target.string());
    CHECK(reported.hint.find("--overwrite") != std::string::npos);
    CHECK(read_file(target / "ranking.csv") == "old");
    finish_results(target, "new", true);
    CHECK(names_in(scratch.path()) == Names{"out", "out/manifest.json", "out/ranking.csv"});
    CHECK(read_file(target / "ranking.csv") == "new");
}

TEST_CASE("A target that appears while a run is under way is not replaced", "[safe_file]") {
    const ScratchFolder scratch;
    const fs::path target = scratch.path() / "out";
    ResultFolder late(target, false);
    finish_results(target, "another run's");
    complaint_of(ErrorKind::usage, [&] { late.commit(); });
    CHECK(read_file(target / "ranking.csv") == "another run's");
}

TEST_CASE("Overwriting never takes away a file, the working folder or a repository",
          "[safe_file]") {
    const ScratchFolder scratch;
    const auto refused = [](const fs::path& target) {
        return complaint_of(ErrorKind::usage, [&] { const ResultFolder folder(target, true); })
            .message;
    };
    write_file(scratch.path() / "notes.txt", "mine");
    CHECK(refused(scratch.path() / "notes.txt") == "is a file, not a folder of results");
    fs::create_directories(scratch.path() / "project" / ".git");
    CHECK(refused(scratch.path() / "project").find("git repository") != std::string::npos);
    CHECK(refused(".").find("you work in") != std::string::npos);
    CHECK(refused("/").find("you work in") != std::string::npos);
    CHECK(refused("") == "no folder named for the results");
    CHECK(read_file(scratch.path() / "notes.txt") == "mine");
}

TEST_CASE("A trailing slash and a link lead to the same folder", "[safe_file]") {
    const ScratchFolder scratch;
    finish_results(scratch.path() / "out/", "first");
    CHECK(read_file(scratch.path() / "out" / "ranking.csv") == "first");
    fs::create_directory_symlink("out", scratch.path() / "latest");
    finish_results(scratch.path() / "latest", "second", true);
    CHECK(fs::is_symlink(scratch.path() / "latest"));
    CHECK(read_file(scratch.path() / "out" / "ranking.csv") == "second");
    CHECK(names_in(scratch.path()) ==
          Names{"latest", "out", "out/manifest.json", "out/ranking.csv"});
}

TEST_CASE("Overwriting deletes nothing but old results", "[safe_file]") {
    const ScratchFolder scratch;
    const fs::path target = scratch.path() / "thesis";
    fs::create_directory(target);
    const auto overwrite = [&] { finish_results(target, "new", true); };
    const auto refused = [&] { return complaint_of(ErrorKind::usage, overwrite); };

    write_file(target / "chapter.txt", "years of work");
    CHECK(refused().message.find("something else than old results") != std::string::npos);
    write_file(target / "manifest.json", R"({"program": {"name": "webpack"}})");
    CHECK(refused().hint.find("empty this one yourself") != std::string::npos);
    fs::remove(target / "manifest.json");
    fs::create_directory(target / "manifest.json"); // a folder by that name says nothing
    (void)refused();
    CHECK(read_file(target / "chapter.txt") == "years of work");

    fs::remove_all(target);
    fs::create_directory(target);
    overwrite(); // an empty folder is nobody's loss
    CHECK(read_file(target / "ranking.csv") == "new");
}

TEST_CASE("Results without a manifest are recognised by a rule of their own", "[safe_file]") {
    const ScratchFolder scratch;
    const fs::path target = scratch.path() / "city";
    fs::create_directory(target);
    write_file(target / "truth.csv", "old");
    const auto is_city = [](const fs::path& folder) { return fs::exists(folder / "truth.csv"); };
    complaint_of(ErrorKind::usage, [&] { const ResultFolder folder(target, true); });
    ResultFolder folder(target, true, is_city);
    write_file(folder.staging() / "truth.csv", "new");
    folder.commit();
    CHECK(read_file(target / "truth.csv") == "new");
}

TEST_CASE("A folder that holds an input is not replaced", "[safe_file]") {
    const ScratchFolder scratch;
    const fs::path out = scratch.path() / "out";
    const auto check = [&](const fs::path& input) {
        refuse_to_replace_inputs(out, std::vector<fs::path>{"", "PG:dbname=x", input});
    };
    CHECK_NOTHROW(check(scratch.path())); // no such folder yet: nothing to lose
    fs::create_directories(out / "layers");
    write_file(out / "layers" / "streets.csv", "x");
    write_file(scratch.path() / "outside.csv", "x");
    fs::create_symlink(out / "layers" / "streets.csv", scratch.path() / "link.csv");
    CHECK_NOTHROW(check(scratch.path() / "outside.csv"));
    CHECK_NOTHROW(check(scratch.path())); // results may stand in the folder of the data
    for (const fs::path& input : {out, out / "layers", out / "layers" / "streets.csv",
                                  scratch.path() / "link.csv", out / "." / ".." / "out"})
        CHECK(complaint_of(ErrorKind::usage, [&] { check(input); }).message ==
              "holds " + input.string() + ", which this run reads");
}

TEST_CASE("Missing folders above the results are made, and taken back when the run fails",
          "[safe_file]") {
    const ScratchFolder scratch;
    const fs::path target = scratch.path() / "a" / "b" / "out";
    {
        const ResultFolder failed(target, false);
    }
    CHECK(names_in(scratch.path()).empty());
    finish_results(target, "done");
    CHECK(read_file(target / "ranking.csv") == "done");
    {
        const ResultFolder failed(scratch.path() / "a" / "c" / "out", false);
    }
    CHECK(names_in(scratch.path() / "a") ==
          Names{"b", "b/out", "b/out/manifest.json", "b/out/ranking.csv"});
    const Complaint reported = complaint_of(ErrorKind::resource, [&] {
        const ResultFolder folder(target / "ranking.csv" / "x" / "out", false);
    });
    CHECK(reported.hint.find("a part of the path is a file") != std::string::npos);
}

} // namespace careshed::safe_file_test
