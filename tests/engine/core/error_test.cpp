#include <string>

#include <catch2/catch.hpp>

#include "engine/core/error.hpp"

namespace careshed::error_test {

TEST_CASE("A complaint names the place and the remedy, and leaves out what it does not know",
          "[error]") {
    CHECK(Complaint{"city.toml:12:8", "years must be 1..50", "try 5"}.text() ==
          "city.toml:12:8: error: years must be 1..50 (hint: try 5)");
    CHECK(Complaint{"", "no candidates", ""}.text() == "error: no candidates");
}

TEST_CASE("Semantic errors are thrown together, in the order found", "[error]") {
    ComplaintList complaints;
    CHECK_NOTHROW(complaints.throw_if_any());
    complaints.add("a.toml:1:1", "first");
    complaints.add("a.toml:2:1", "second", "do this");
    CHECK_FALSE(complaints.empty());
    try {
        complaints.throw_if_any();
        FAIL("nothing thrown");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::input);
        CHECK(error.complaints().size() == 2);
        CHECK(std::string(error.what()) ==
              "a.toml:1:1: error: first\na.toml:2:1: error: second (hint: do this)");
    }
}

TEST_CASE("Each kind of error has its own exit code", "[error]") {
    CHECK(exit_code(ErrorKind::run) == 1);
    CHECK(exit_code(ErrorKind::usage) == 2);
    CHECK(exit_code(ErrorKind::input) == 3);
    CHECK(exit_code(ErrorKind::resource) == 4);
    CHECK(exit_code(ErrorKind::internal) == 70);
    CHECK(exit_code(ErrorKind::interrupted) == 130);
}

} // namespace careshed::error_test
