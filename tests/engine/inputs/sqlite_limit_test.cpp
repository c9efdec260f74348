// SQLite within a limit of its steps, in whatever opens a database after it is watched.
#include <catch2/catch.hpp>

#include <memory>
#include <string>

#include <sqlite3.h>

#include "engine/inputs/sqlite_limit.hpp"

namespace careshed::sqlite_limit_test {

namespace {

struct Close {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
};

std::unique_ptr<sqlite3, Close> open_empty() {
    watch_sqlite();
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(":memory:", &database) == SQLITE_OK);
    return std::unique_ptr<sqlite3, Close>(database);
}

/// What SQLite answers when it counts to a number.
int count_to(sqlite3* database, const std::string& last) {
    const std::string query = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                              "WHERE i < " +
                              last + ") SELECT count(*) FROM n";
    return sqlite3_exec(database, query.c_str(), nullptr, nullptr, nullptr);
}

} // namespace

TEST_CASE("A query of some steps ends by itself, one of very many by the limit", "[inputs]") {
    const auto database = open_empty();
    {
        const SqliteLimit limit(0);
        CHECK(count_to(database.get(), "100000") == SQLITE_OK);
        CHECK_FALSE(limit.is_spent());
        CHECK(count_to(database.get(), "1000000000") == SQLITE_INTERRUPT);
        CHECK(limit.is_spent());
    }
    CHECK(count_to(database.get(), "100000") == SQLITE_OK);
    const SqliteLimit again(0);
    CHECK_FALSE(again.is_spent());
}

TEST_CASE("A value of more than 128 MB is not made", "[inputs]") {
    const auto database = open_empty();
    const auto make = [&](const char* query) {
        return sqlite3_exec(database.get(), query, nullptr, nullptr, nullptr);
    };
    CHECK(make("SELECT length(zeroblob(1000))") == SQLITE_OK);
    CHECK(make("SELECT hex(zeroblob(100000000))") == SQLITE_TOOBIG);
}

TEST_CASE("A file that is no database holds no view", "[inputs]") {
    CHECK_FALSE(refuse_table("/dev/null", "places"));
    CHECK_FALSE(refuse_table("nowhere.gpkg", "places"));
}

} // namespace careshed::sqlite_limit_test
