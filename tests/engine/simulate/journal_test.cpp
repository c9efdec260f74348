// A journal gives back what was recorded or nothing after any change to its file.
#include <atomic>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/safe_file.hpp"
#include "engine/simulate/journal.hpp"
#include "tests/engine/core/scratch_folder.hpp"

namespace careshed::journal_test {

using careshed_test::ScratchFolder;
namespace fs = std::filesystem;

namespace {

const std::string kRun = sha256("this run");
constexpr std::size_t kTitleBytes = 23;
constexpr std::size_t kHeaderBytes = 96;
constexpr std::size_t kRecordHeadBytes = 24;

/// A new file: some file systems go to the disk when an old one is cut and filled again.
void put(const fs::path& file, std::string_view bytes) {
    fs::remove(file);
    std::ofstream(file, std::ios::binary) << bytes;
}

/// Of any bytes, and of a length that differs from piece to piece; that of piece 0 is empty.
std::string payload_of(std::uint64_t piece) {
    std::string payload;
    for (std::uint64_t i = 0; i < piece * 7 % 31; ++i)
        payload += static_cast<char>(member_id(piece, i));
    return payload;
}

/// Pieces 0, 1, ... in this order.
void record_pieces(const fs::path& file, std::uint64_t count) {
    RunJournal journal(file, kRun);
    for (std::uint64_t piece = 0; piece < count; ++piece)
        journal.record(piece, payload_of(piece));
}

/// How many of the first pieces the journal holds; fails if it holds any other, or a wrong payload.
std::size_t true_prefix(const RunJournal& journal) {
    const std::size_t held = journal.pieces();
    for (std::uint64_t piece = 0; piece < held; ++piece)
        if (journal.find(piece) != std::optional(payload_of(piece)))
            FAIL("piece " << piece << " of " << held << " is wrong or missing");
    if (journal.find(held))
        FAIL("a piece beyond the " << held);
    return held;
}

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

/// The complaint about a file that is left as it is.
Complaint refusal(const fs::path& file, const std::string& fingerprint = kRun) {
    const std::string before = read_file(file);
    Complaint complaint =
        complaint_of(ErrorKind::usage, [&] { const RunJournal journal(file, fingerprint); });
    CHECK(complaint.where == file.string());
    CHECK_FALSE(complaint.hint.empty());
    CHECK(read_file(file) == before);
    return complaint;
}

std::size_t files_in(const fs::path& folder) {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
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

} // namespace

TEST_CASE("A journal is its owner's alone", "[journal]") {
    const ScratchFolder scratch;
    const fs::path file = scratch.path() / "out.resume";
    record_pieces(file, 3);
    CHECK(fs::status(file).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("What is recorded is found, now and after opening again", "[journal]") {
    const ScratchFolder scratch;
    const fs::path file = scratch.path() / "journal";
    const std::string large(100'000, '\xff');
    {
        RunJournal journal(file, kRun);
        CHECK(journal.pieces() == 0);
        CHECK_FALSE(journal.find(0));
        journal.record(7, "seven");
        journal.record(UINT64_MAX, large);
        journal.record(0, "");
        CHECK(journal.find(7) == std::optional<std::string>("seven"));
    }
    {
        RunJournal journal(file, kRun);
        CHECK(journal.pieces() == 3);
        CHECK(journal.find(7) == std::optional<std::string>("seven"));
        CHECK(journal.find(UINT64_MAX) == std::optional(large));
        CHECK(journal.find(0) == std::optional<std::string>(""));
        CHECK_FALSE(journal.find(1));
        journal.record(7, "seven again");
        CHECK(journal.pieces() == 3);
    }
    RunJournal journal(file, kRun);
    CHECK(journal.find(7) == std::optional<std::string>("seven again"));
    journal.remove();
    CHECK(files_in(scratch.path()) == 0);
}

TEST_CASE("A journal reads the same on every machine", "[journal]") {
    const ScratchFolder scratch;
    const fs::path file = scratch.path() / "journal";
    RunJournal(file, kRun).record(0x0102, "payload");
    const std::string bytes = read_file(file);
    REQUIRE(bytes.size() == kHeaderBytes + kRecordHeadBytes + 7);
    CHECK(bytes.substr(0, 88) == "careshed run journal 1\n" + kRun + "\n");
    CHECK(bytes.substr(kHeaderBytes, 8) == std::string("\x02\x01\0\0\0\0\0\0", 8));
    CHECK(bytes.substr(kHeaderBytes + 8, 8) == std::string("\x07\0\0\0\0\0\0\0", 8));
    CHECK(sha256(bytes) == "808069ea1ce474b88b8cb8003db813c338c149a56691211a5c32f7be4f4b48d1");
}

TEST_CASE("A journal torn at any byte gives the records before, and goes on", "[journal]") {
    const ScratchFolder scratch;
    const fs::path file = scratch.path() / "journal";
    constexpr std::uint64_t kPieces = 6;
    record_pieces(file, kPieces);
    const std::string whole = read_file(file);
    for (std::size_t length = 0; length <= whole.size(); ++length) {
        put(file, whole.substr(0, length));
        std::size_t held = 0;
        {
            RunJournal journal(file, kRun);
            held = true_prefix(journal);
            for (std::uint64_t piece = held; piece < kPieces; ++piece)
                journal.record(piece, payload_of(piece));
        }
        std::size_t bytes_held = kHeaderBytes;
        for (std::uint64_t piece = 0; piece < held; ++piece)
            bytes_held += kRecordHeadBytes + payload_of(piece).size();
        const std::size_t next = kRecordHeadBytes + payload_of(held).size();
        CHECK((length < kHeaderBytes ? held == 0 : bytes_held <= length));
        CHECK((held == kPieces || length < bytes_held + next)); // nothing whole was given up
        CHECK(read_file(file) == whole);
    }
    CHECK(files_in(scratch.path()) == 1);
}

TEST_CASE("One flipped bit costs records from there on, and never gives a wrong one", "[journal]") {
    const ScratchFolder scratch;
    const fs::path file = scratch.path() / "journal";
    constexpr std::uint64_t kPieces = 5;
    record_pieces(file, kPieces);
    const std::string whole = read_file(file);
    for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
        std::string flipped = whole;
        flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
        put(file, flipped);
        if (bit / 8 < kHeaderBytes) {
            const std::string message = refusal(file).message;
            CHECK((bit / 8 < kTitleBytes || message == "is a journal whose header is damaged"));
            continue;
        }
        const RunJournal journal(file, kRun);
        CHECK(true_prefix(journal) < kPieces);
        CHECK(whole.starts_with(read_file(file))); // and the rest is cut off
    }
}

TEST_CASE("Damage done while the journal is open is noticed too", "[journal]") {
    const ScratchFolder scratch;
    const fs::path file = scratch.path() / "journal";
    RunJournal journal(file, kRun);
    journal.record(0, "zero");
    journal.record(1, "one");
    std::fstream(file, std::ios::in | std::ios::out | std::ios::binary).seekp(-1, std::ios::end)
        << 'x';
    CHECK(journal.find(0) == std::optional<std::string>("zero"));
    CHECK_FALSE(journal.find(1));
    fs::resize_file(file, kHeaderBytes);
    CHECK_FALSE(journal.find(0));
}

TEST_CASE("Records of another run's journal are no records of this one", "[journal]") {
    const ScratchFolder scratch;
    const fs::path file = scratch.path() / "journal";
    const fs::path other = scratch.path() / "other";
    record_pieces(file, 4);
    {
        const RunJournal journal(other, sha256("another run"));
    }
    put(other, read_file(other) + read_file(file).substr(kHeaderBytes));
    const RunJournal journal(other, sha256("another run"));
    CHECK(journal.pieces() == 0);
}

TEST_CASE("What is not this run's journal is refused and left as it is", "[journal]") {
    const ScratchFolder scratch;
    const fs::path file = scratch.path() / "journal";
    record_pieces(file, 3);
    const std::string whole = read_file(file);
    CHECK(refusal(file, sha256("another run")).message ==
          "is the journal of a run with other inputs or options");
    { // and stays good for its own
        const RunJournal journal(file, kRun);
        CHECK(true_prefix(journal) == 3);
    }
    std::string newer = whole;
    newer[newer.find('1')] = '2';
    put(file, newer);
    CHECK(refusal(file).message == "is a journal of another version of careshed");
    for (const std::string& foreign :
         {std::string("x"), std::string("name,easting,northing\n"), std::string(5000, '\0'),
          std::string("careshed run notes")}) {
        put(file, foreign);
        CHECK(refusal(file).message == "is not a journal of careshed");
    }
    fs::remove(file);
    REQUIRE(::mkfifo(file.c_str(), 0666) == 0);
    CHECK(complaint_of(ErrorKind::usage, [&] { const RunJournal journal(file, kRun); }).where ==
          file.string());
}

TEST_CASE("One run at a time holds a journal", "[journal]") {
    const ScratchFolder scratch;
    const fs::path file = scratch.path() / "journal";
    {
        RunJournal journal(file, kRun);
        CHECK(refusal(file).message == "another run is using this file");
        journal.record(0, payload_of(0));
        CHECK(refusal(file, sha256("another run")).message == "another run is using this file");
        journal.record(1, payload_of(1));
    }
    RunJournal journal(file, kRun);
    CHECK(true_prefix(journal) == 2);
}

TEST_CASE("Of runs that start together on one journal, one goes on", "[journal]") {
    const ScratchFolder scratch;
    for (int again = 0; again < 50; ++again) {
        const fs::path file = scratch.path() / std::to_string(again);
        std::vector<std::unique_ptr<RunJournal>> journals(4);
        std::atomic<int> refused = 0;
        std::vector<std::thread> starters;
        for (std::unique_ptr<RunJournal>& journal : journals)
            starters.emplace_back([&journal, &refused, &file] {
                try {
                    journal = std::make_unique<RunJournal>(file, kRun);
                    journal->record(0, payload_of(0));
                } catch (const Error&) {
                    ++refused;
                }
            });
        for (std::thread& starter : starters)
            starter.join();
        CHECK(refused == 3);
        journals.clear();
        CHECK(true_prefix(RunJournal(file, kRun)) <= 1);
    }
}

TEST_CASE("Threads record at once, and every piece is kept", "[journal]") {
    const ScratchFolder scratch;
    const fs::path file = scratch.path() / "journal";
    constexpr std::uint64_t kThreads = 4;
    constexpr std::uint64_t kPieces = 400;
    {
        RunJournal journal(file, kRun);
        std::vector<std::thread> threads;
        for (std::uint64_t first = 0; first < kThreads; ++first)
            threads.emplace_back([&journal, first] {
                for (std::uint64_t piece = first; piece < kPieces; piece += kThreads) {
                    journal.record(piece, payload_of(piece));
                    if (journal.find(piece) != std::optional(payload_of(piece)))
                        journal.record(piece, "wrong");
                }
            });
        for (std::thread& thread : threads)
            thread.join();
        CHECK(true_prefix(journal) == kPieces);
    }
    const RunJournal journal(file, kRun);
    CHECK(true_prefix(journal) == kPieces);
}

TEST_CASE("A killed run leaves its finished pieces and no lock", "[journal]") {
    const ScratchFolder scratch;
    const fs::path file = scratch.path() / "journal";
    const pid_t child = ::fork();
    if (child == 0) {
        RunJournal journal(file, kRun);
        for (std::uint64_t piece = 0; piece < 20; ++piece)
            journal.record(piece, payload_of(piece));
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    const RunJournal journal(file, kRun);
    CHECK(true_prefix(journal) == 20);
}

TEST_CASE("A full disk is reported, keeps what was recorded, and may be freed", "[journal]") {
    const ScratchFolder scratch;
    const fs::path file = scratch.path() / "journal";
    const std::string large(1000, 'x');
    {
        const FullDisk full(50);
        CHECK(complaint_of(ErrorKind::resource, [&] { const RunJournal none(file, kRun); }).where ==
              file.string());
        CHECK(files_in(scratch.path()) == 0);
    }
    {
        RunJournal journal(file, kRun);
        journal.record(0, payload_of(0));
        journal.record(1, payload_of(1));
        {
            const FullDisk full(500);
            const Complaint complaint =
                complaint_of(ErrorKind::resource, [&] { journal.record(2, large); });
            CHECK(complaint.where == file.string());
            CHECK(complaint.hint == "free disk space or choose another folder");
            CHECK(true_prefix(journal) == 2);
        }
        CHECK(fs::file_size(file) == 500); // torn, as a kill just then would leave it
        fs::copy_file(file, scratch.path() / "torn");
        journal.record(2, payload_of(2));
        CHECK(true_prefix(journal) == 3);
    }
    CHECK(true_prefix(RunJournal(scratch.path() / "torn", kRun)) == 2);
    CHECK(true_prefix(RunJournal(file, kRun)) == 3);
}

TEST_CASE("A folder that cannot be written is reported", "[journal]") {
    const ScratchFolder scratch;
    put(scratch.path() / "file", "");
    for (const fs::path& file :
         {scratch.path() / "absent" / "journal", scratch.path() / "file" / "journal"})
        CHECK(complaint_of(ErrorKind::resource, [&] {
                  const RunJournal journal(file, kRun);
              }).where == file.string());
    fs::permissions(scratch.path(), fs::perms::owner_read | fs::perms::owner_exec |
                                        fs::perms::others_read | fs::perms::others_exec);
    const bool is_root = ::geteuid() == 0; // who may write anywhere, and becomes "nobody"
    REQUIRE((!is_root || ::seteuid(65534) == 0));
    const fs::path file = scratch.path() / "journal";
    const Complaint complaint =
        complaint_of(ErrorKind::resource, [&] { const RunJournal journal(file, kRun); });
    REQUIRE((!is_root || ::seteuid(0) == 0));
    fs::permissions(scratch.path(), fs::perms::owner_all);
    CHECK(complaint.where == file.string());
    CHECK_FALSE(complaint.hint.empty());
}

TEST_CASE("Removing a journal leaves another that took its place", "[journal]") {
    const ScratchFolder scratch;
    const fs::path file = scratch.path() / "journal";
    RunJournal journal(file, kRun);
    fs::remove(file);
    journal.record(0, "still going");
    CHECK_NOTHROW(journal.remove());
    put(file, "of somebody else");
    journal.remove();
    CHECK(read_file(file) == "of somebody else");
}

} // namespace careshed::journal_test
