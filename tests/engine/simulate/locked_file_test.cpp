// A path has one holder at a time, even while files are made and deleted under it.
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>

#include "engine/core/error.hpp"
#include "engine/simulate/locked_file.hpp"
#include "tests/engine/core/scratch_folder.hpp"

namespace careshed::locked_file_test {

using careshed_test::ScratchFolder;

TEST_CASE("A path that is made and deleted again and again has one holder", "[journal]") {
    const ScratchFolder scratch;
    std::atomic<int> holders = 0;
    std::atomic<int> held = 0;
    std::atomic<int> refused = 0;
    std::atomic<int> shared = 0;
    const auto hold_often = [&] {
        for (int again = 0; again < 5'000; ++again) {
            try {
                LockedFile file(scratch.path() / "file");
                shared += ++holders > 1 ? 1 : 0;
                std::this_thread::yield();
                --holders;
                file.remove();
                ++held;
            } catch (const careshed::Error&) {
                ++refused;
            }
        }
    };
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back(hold_often);
    for (std::thread& thread : threads)
        thread.join();
    CHECK(shared == 0);
    CHECK(held > 0);
    CHECK(held + refused == 20'000);
}

TEST_CASE("Bytes are read where they were written, and never beyond the end", "[journal]") {
    const ScratchFolder scratch;
    LockedFile file(scratch.path() / "file");
    file.write_at(3, "four");
    CHECK(file.size() == 7);
    std::string bytes(4, '?');
    CHECK(file.read_at(3, bytes));
    CHECK(bytes == "four");
    CHECK_FALSE(file.read_at(4, bytes));
    CHECK_FALSE(file.read_at(100, bytes));
    file.truncate(5);
    CHECK(file.size() == 5);
    CHECK_FALSE(file.read_at(3, bytes));
}

} // namespace careshed::locked_file_test
