#include "engine/inputs/sqlite_limit.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <limits>
#include <memory>
#include <string_view>

#include <sqlite3.h>

#include "engine/core/interrupt.hpp"
#include "engine/core/text.hpp"

namespace careshed {

namespace {

constexpr std::int64_t kUnlimited = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kStepsAnyway = 200'000'000, kStepsAByte = 10;
constexpr int kAskEvery = 1'000;
constexpr int kLongestValue = 128 << 20; // bytes; the largest geometry that is taken has 80 MB

/// Global, as the callback is that of connections which GDAL opens: it is given nothing of ours.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables)
thread_local std::int64_t steps_left = kUnlimited;

/// Not zero ends the statement.
extern "C" int count_steps(void* /*unused*/) {
    if (steps_left == kUnlimited)
        return 0;
    steps_left -= kAskEvery;
    return steps_left < 0 || interrupted() ? 1 : 0;
}

extern "C" int watch_database(sqlite3* database, char** /*message*/,
                              const sqlite3_api_routines* /*routines*/) {
    sqlite3_progress_handler(database, kAskEvery, &count_steps, nullptr);
    sqlite3_limit(database, SQLITE_LIMIT_LENGTH, kLongestValue);
    return SQLITE_OK;
}

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct FinishStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, FinishStatement>;

bool is_sqlite(const std::filesystem::path& file) {
    constexpr std::string_view kStart("SQLite format 3\0", 16);
    std::array<char, kStart.size()> start{};
    std::ifstream(file, std::ios::binary).read(start.data(), start.size());
    return std::string_view(start.data(), start.size()) == kStart;
}

Database open_to_read(const std::filesystem::path& file) {
    sqlite3* database = nullptr;
    sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READONLY, nullptr);
    return Database(database);
}

/// The first row's first column for the parameter, nothing without a row or on any failure.
std::optional<std::string> first_text(sqlite3* database, const char* query,
                                      const std::string& parameter) {
    sqlite3_stmt* prepared = nullptr;
    if (sqlite3_prepare_v2(database, query, -1, &prepared, nullptr) != SQLITE_OK)
        return std::nullopt;
    const Statement statement(prepared);
    sqlite3_bind_text(prepared, 1, parameter.c_str(), -1, SQLITE_TRANSIENT);
    if (sqlite3_step(prepared) != SQLITE_ROW)
        return std::nullopt;
    const auto* const text = reinterpret_cast<const char*>(sqlite3_column_text(prepared, 0));
    return text ? std::optional<std::string>(text) : std::nullopt;
}

} // namespace

void watch_sqlite() {
    // SQLite declares the callback without its parameters and calls it with them.
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(&watch_database));
}

SqliteLimit::SqliteLimit(std::uintmax_t bytes_of_file) {
    constexpr std::uintmax_t kMostBytes = 1ULL << 50U;
    steps_left =
        kStepsAnyway + kStepsAByte * static_cast<std::int64_t>(std::min(bytes_of_file, kMostBytes));
}

SqliteLimit::~SqliteLimit() { steps_left = kUnlimited; }

bool SqliteLimit::is_spent() { return steps_left < 0; }

std::optional<Refusal> refuse_table(const std::filesystem::path& file, const std::string& table) {
    if (!is_sqlite(file))
        return std::nullopt;
    const Database database = open_to_read(file);
    const SqliteLimit limit(0);
    const auto definition = first_text(
        database.get(),
        "SELECT type || ' ' || sql FROM sqlite_master WHERE type IN ('table', 'view') AND "
        "lower(name) = lower(?)",
        table);
    if (!definition)
        return std::nullopt;
    const char* const hint = "store what it shows as a table, for example: ogr2ogr table.gpkg "
                             "the-layer's-file the-layer";
    if (definition->starts_with("view"))
        return Refusal{"it is a view, which computes while it is read", hint};
    if (lower_case(definition->substr(0, 30)).find("virtual") != std::string::npos)
        return Refusal{"it is a virtual table, which computes while it is read", hint};
    const auto computed = first_text(
        database.get(), "SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 2", table);
    if (computed)
        return Refusal{"its column \"" + *computed + "\" is computed while it is read", hint};
    return std::nullopt;
}

} // namespace careshed
