// Columns come back as they were or not at all, with any byte changed and the file cut anywhere.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "engine/core/column_file.hpp"
#include "engine/core/hash.hpp"

namespace careshed::column_file_test {

namespace {

struct Pair {
    std::int32_t a = 0, b = 0;
    auto operator<=>(const Pair&) const = default;
};

struct Columns {
    std::vector<std::uint32_t> numbers;
    std::vector<Pair> pairs;
    std::string text;
    std::vector<std::uint8_t> bytes;
    bool operator==(const Columns&) const = default;
};

const Columns kSome{{1, 2, 0xFFFFFFFF}, {{-1, 7}, {5, -9}}, "a note", {0, 255, 3}};
const std::string kKey = sha256("what they follow from");

std::string written(const Columns& columns, const std::string& key = kKey) {
    ColumnWriter writer;
    writer.add(columns.numbers);
    writer.add(columns.pairs);
    writer.add_text(columns.text);
    writer.add(columns.bytes);
    return writer.bytes(key);
}

std::optional<Columns> read(std::string_view bytes, const std::string& key = kKey) {
    auto reader = ColumnReader::open(bytes, key);
    Columns columns;
    if (reader && reader->take(columns.numbers) && reader->take(columns.pairs) &&
        reader->take_text(columns.text) && reader->take(columns.bytes) && reader->is_at_end())
        return columns;
    return std::nullopt;
}

} // namespace

TEST_CASE("Columns are read as they were written, empty ones too", "[column_file]") {
    CHECK(read(written(kSome)) == kSome);
    CHECK(read(written({})) == Columns{});
    CHECK(written(kSome).size() % 8 == 0);
}

TEST_CASE("No changed byte goes unseen, at any place and to any value", "[column_file]") {
    const std::string whole = written(kSome);
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (int change = 1; change < 256; ++change) {
            std::string damaged = whole;
            damaged[at] = static_cast<char>(damaged[at] ^ change);
            if (read(damaged))
                FAIL("byte " << at << " changed by " << change);
        }
}

TEST_CASE("Columns that are cut off or have something behind them are refused", "[column_file]") {
    const std::string whole = written(kSome);
    for (std::size_t size = 0; size < whole.size(); ++size)
        REQUIRE_FALSE(read(whole.substr(0, size)));
    CHECK_FALSE(read(whole + std::string(8, '\0')));
    CHECK_FALSE(read(whole + whole));
}

TEST_CASE("Columns of another key, byte order or format are refused", "[column_file]") {
    CHECK_FALSE(read(written(kSome, sha256("something else"))));
    // The checksum is right each time: only the mark is another.
    const std::string whole = written(kSome);
    for (const std::size_t mark : {16, 20}) {
        std::string other = whole;
        std::swap(other[mark], other[mark + 3]);
        other[mark] ^= 2;
        const std::string_view columns = std::string_view(other).substr(104);
        const std::uint64_t checksum =
            stable_id(columns, stable_id(std::string_view(other).substr(0, 96)));
        other.replace(96, 8, reinterpret_cast<const char*>(&checksum), 8);
        CHECK_FALSE(read(other));
    }
}

TEST_CASE("Columns of other elements or of more than there are end the reading", "[column_file]") {
    ColumnWriter writer;
    writer.add(kSome.numbers);
    const std::string bytes = writer.bytes(kKey);
    std::vector<Pair> pairs;
    std::vector<std::uint32_t> numbers;
    CHECK_FALSE(ColumnReader::open(bytes, kKey)->take(pairs));
    auto reader = ColumnReader::open(bytes, kKey);
    CHECK(reader->take(numbers));
    CHECK_FALSE(reader->take(numbers));

    // A count that is too large, under a checksum that is right.
    for (const std::uint64_t count :
         {std::uint64_t{4}, std::uint64_t{1} << 62, ~std::uint64_t{0}}) {
        std::string forged = bytes;
        forged.replace(112, 8, reinterpret_cast<const char*>(&count), 8);
        const std::uint64_t checksum = stable_id(std::string_view(forged).substr(104),
                                                 stable_id(std::string_view(forged).substr(0, 96)));
        forged.replace(96, 8, reinterpret_cast<const char*>(&checksum), 8);
        auto opened = ColumnReader::open(forged, kKey);
        REQUIRE(opened);
        CHECK(opened->take(numbers) == (count == 4)); // the padding makes room for one more
    }
}

} // namespace careshed::column_file_test
