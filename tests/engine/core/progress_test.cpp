#include <algorithm>
#include <mutex>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "engine/core/parallel.hpp"
#include "engine/core/progress.hpp"

namespace careshed::progress_test {

TEST_CASE("A bar shows the share done and the time left at the speed so far", "[progress]") {
    const std::string half = progress_text(ProgressStyle::bar, {"walk times", 50, 100}, 30);
    CHECK(half.front() == '\r');
    CHECK(half.find("walk times [############............]  50 %  0:30 left") != std::string::npos);
    CHECK(half.back() != '\n');
    const std::string long_wait = progress_text(ProgressStyle::bar, {"a", 1, 1000}, 10);
    CHECK(long_wait.find("2:46:30 left") != std::string::npos);
    CHECK(progress_text(ProgressStyle::bar, {"a", 0, 10}, 5).find("--:-- left") !=
          std::string::npos);
    CHECK(progress_text(ProgressStyle::bar, {"a", 999, 1000}, 1).find(" 99 %") !=
          std::string::npos);
    CHECK(progress_text(ProgressStyle::bar, {"a", 10, 10}, 5).back() == '\n');
    CHECK(progress_text(ProgressStyle::bar, {"a", 0, 0}, 5).find("100 %") != std::string::npos);
}

TEST_CASE("A JSON line is one object that a program can read", "[progress]") {
    CHECK(progress_text(ProgressStyle::json_lines, {"draws", 25, 100}, 2) ==
          "{\"step\":\"draws\",\"done\":25,\"total\":100,\"elapsed_s\":2.0,\"left_s\":6.0}\n");
    CHECK(progress_text(ProgressStyle::json_lines, {"a \"b\"\n\\", 0, 3}, 0) ==
          "{\"step\":\"a \\\"b\\\"\\u000a\\\\\",\"done\":0,\"total\":3,\"elapsed_s\":0.0,"
          "\"left_s\":null}\n");
    CHECK(progress_text(ProgressStyle::none, {"a", 1, 2}, 1).empty());
}

TEST_CASE("A step reports its start, its end and at most a thousandth at a time", "[progress]") {
    std::mutex mutex;
    std::vector<std::size_t> seen;
    ProgressStep step(
        [&](const ProgressReport& report) {
            const std::scoped_lock lock(mutex);
            CHECK(report.step == "histories");
            CHECK(report.total == 123'456);
            seen.push_back(report.done);
        },
        "histories", 123'456);
    for_each_index(123'456, Threads{3}, [&](std::size_t) { step.advance(); });
    CHECK(seen.front() == 0);
    CHECK(*std::max_element(seen.begin(), seen.end()) == 123'456);
    CHECK(seen.size() > 900);
    CHECK(seen.size() < 1'100);
}

TEST_CASE("Short steps report every unit, and nobody needs to listen", "[progress]") {
    std::vector<std::size_t> seen;
    ProgressStep step([&](const ProgressReport& report) { seen.push_back(report.done); }, "a", 3);
    step.advance();
    step.advance(2);
    CHECK(seen == std::vector<std::size_t>{0, 1, 3});
    ProgressStep silent(stderr_progress(ProgressStyle::none), "b", 3);
    silent.advance(3);
    CHECK_FALSE(static_cast<bool>(stderr_progress(ProgressStyle::none)));
}

} // namespace careshed::progress_test
