// What is kept is found whole or not at all while others write, and no run fails because of it.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/core/cache_folder.hpp"
#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/safe_file.hpp"
#include "tests/engine/core/scratch_folder.hpp"

namespace careshed::cache_folder_test {

using careshed_test::ScratchFolder;
namespace fs = std::filesystem;

namespace {

CacheKey key_of(const std::string& text) { return {"things", sha256(text)}; }

std::string found(CacheFolder& cache, const CacheKey& key) {
    const auto file = cache.find(key);
    return file ? std::string(file->bytes()) : "nothing";
}

bool says(CacheFolder& cache, const std::string& part) {
    return std::ranges::any_of(cache.take_notes(), [&](const std::string& note) {
        return note.find(part) != std::string::npos;
    });
}

unsigned permissions_of(const fs::path& path) {
    return static_cast<unsigned>(fs::status(path).permissions());
}

} // namespace

TEST_CASE("What is kept is found again under its key and under no other", "[cache_folder]") {
    const ScratchFolder scratch;
    CacheFolder cache(scratch.path() / "deep" / "cache");
    CHECK(found(cache, key_of("a")) == "nothing");
    CHECK(cache.take_notes().empty());
    cache.keep(key_of("a"), "first");
    CHECK(says(cache, "things kept as"));
    CHECK(found(cache, key_of("a")) == "first");
    CHECK(found(cache, key_of("b")) == "nothing");
    cache.keep(key_of("a"), "second");
    CacheFolder another(scratch.path() / "deep" / "cache");
    CHECK(found(another, key_of("a")) == "second");
    cache.keep(key_of("empty"), "");
    CHECK(found(cache, key_of("empty")).empty());
}

TEST_CASE("Only this user may read what is kept", "[cache_folder]") {
    const ScratchFolder scratch;
    const mode_t before = ::umask(0);
    CacheFolder cache(scratch.path() / "new" / "cache");
    cache.keep(key_of("a"), "mine");
    ::umask(before);
    CHECK(permissions_of(scratch.path() / "new") == 0700);
    CHECK(permissions_of(scratch.path() / "new" / "cache") == 0700);
    CHECK(permissions_of(cache.path_of(key_of("a"))) == 0600);
}

TEST_CASE("A cache that cannot be written or read is a note, not an error", "[cache_folder]") {
    const ScratchFolder scratch;
    write_file(scratch.path() / "file", "no folder");
    CacheFolder in_a_file(scratch.path() / "file" / "cache");
    in_a_file.keep(key_of("a"), "lost");
    CHECK(says(in_a_file, "cannot"));
    CHECK(found(in_a_file, key_of("a")) == "nothing");

    CacheFolder on_no_disk("/proc/careshed");
    on_no_disk.keep(key_of("a"), "lost");
    CHECK(says(on_no_disk, "cannot"));

    CacheFolder small(scratch.path() / "small", 10);
    small.keep(key_of("a"), "eleven long");
    CHECK(says(small, "not kept"));
    CHECK(found(small, key_of("a")) == "nothing");
}

TEST_CASE("Links, folders, pipes and files that others may write are left aside",
          "[cache_folder]") {
    const ScratchFolder scratch;
    CacheFolder cache(scratch.path());
    const fs::path file = cache.path_of(key_of("a"));
    const auto is_left_aside = [&] {
        return found(cache, key_of("a")) == "nothing" && !cache.take_notes().empty();
    };
    write_file(scratch.path() / "elsewhere", "bytes");
    fs::create_symlink(scratch.path() / "elsewhere", file);
    CHECK(is_left_aside());
    fs::remove(file);
    REQUIRE(::mkfifo(file.c_str(), 0600) == 0);
    CHECK(is_left_aside());
    fs::remove(file);
    write_file(file, "bytes");
    fs::permissions(file, fs::perms(0666));
    CHECK(is_left_aside());
    fs::permissions(file, fs::perms(0600));
    if (::geteuid() == 0) {
        REQUIRE(::chown(file.c_str(), 65534, 65534) == 0);
        CHECK(is_left_aside());
    }
    cache.keep(key_of("a"), "own");
    CHECK(found(cache, key_of("a")) == "own");

    fs::create_directory(cache.path_of(key_of("b")));
    CHECK(found(cache, key_of("b")) == "nothing");
    cache.keep(key_of("b"), "no room");
    CHECK(says(cache, "cannot"));
}

TEST_CASE("Beyond its size the longest unused goes, and nothing that is not the cache's",
          "[cache_folder]") {
    const ScratchFolder scratch;
    CacheFolder cache(scratch.path(), 1000);
    const std::string bytes(400, 'x');
    write_file(scratch.path() / "thesis.columns", std::string(5000, 't'));
    write_file(scratch.path() / ("things-" + std::string(64, 'z') + ".columns"), "not hexadecimal");
    const auto make_old = [&](const std::string& name, int hours) {
        fs::last_write_time(cache.path_of(key_of(name)),
                            fs::file_time_type::clock::now() - std::chrono::hours(hours));
    };
    cache.keep(key_of("a"), bytes);
    cache.keep(key_of("b"), bytes);
    make_old("a", 20);
    make_old("b", 10);
    CHECK(found(cache, key_of("a")) == bytes); // used now: b is the oldest
    cache.keep(key_of("c"), bytes);
    CHECK(found(cache, key_of("a")) == bytes);
    CHECK(found(cache, key_of("b")) == "nothing");
    CHECK(found(cache, key_of("c")) == bytes);
    CHECK(fs::exists(scratch.path() / "thesis.columns"));
    CHECK(fs::exists(scratch.path() / ("things-" + std::string(64, 'z') + ".columns")));
}

TEST_CASE("Processes that keep and find the same at once see whole files only", "[cache_folder]") {
    const ScratchFolder scratch;
    const auto content = [](int round) {
        return std::string(20'000, static_cast<char>('a' + round % 26));
    };
    const auto work = [&] {
        CacheFolder cache(scratch.path());
        for (int round = 0; round < 60; ++round) {
            cache.keep(key_of("same"), content(round));
            const std::string bytes = found(cache, key_of("same"));
            if (bytes.size() != 20'000 || bytes != std::string(bytes.size(), bytes[0]))
                return 1;
        }
        return 0;
    };
    std::vector<pid_t> processes;
    for (int p = 0; p < 4; ++p) {
        processes.push_back(::fork());
        if (processes.back() == 0)
            ::_exit(work());
    }
    for (const pid_t process : processes) {
        int status = -1;
        REQUIRE(::waitpid(process, &status, 0) == process);
        CHECK(status == 0);
    }
    const auto files = std::distance(fs::directory_iterator(scratch.path()), {});
    CHECK(files == 1);
}

} // namespace careshed::cache_folder_test
