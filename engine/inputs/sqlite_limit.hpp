// How long may SQLite compute for one call of GDAL? A GeoPackage is a program as well as a table:
// what is read from it can be a view or an expression that has no end. SQLite counts its steps and
// asks a callback every thousand, which ends what goes on beyond a limit or past a signal.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "engine/inputs/layer_source.hpp"

namespace careshed {

/// Lets every database that SQLite opens from now on in this process ask, and refuse values of more
/// than 128 MB. Once, before any is opened.
void watch_sqlite();

/// While it exists, this thread's databases end after 200 million steps and 10 a byte of the file,
/// some seconds for a small one. One at a time a thread; without one nothing is limited.
class SqliteLimit {
  public:
    explicit SqliteLimit(std::uintmax_t bytes_of_file);
    ~SqliteLimit();
    SqliteLimit(const SqliteLimit&) = delete;
    SqliteLimit& operator=(const SqliteLimit&) = delete;

    /// Of this thread, whose databases count together.
    [[nodiscard]] static bool is_spent();
};

/// Refuses a view, a virtual table and a table with columns that are computed while it is read.
/// Nothing for a file that is no SQLite database or does not hold the table.
[[nodiscard]] std::optional<Refusal> refuse_table(const std::filesystem::path& file,
                                                  const std::string& table);

} // namespace careshed
