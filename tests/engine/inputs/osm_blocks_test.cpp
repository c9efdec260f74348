// Files of OpenStreetMap's binary format, written here byte by byte: good ones are read as they
// say, and what unpacks without measure or holds odd texts is refused before it is decoded.
#include <catch2/catch.hpp>

#include <stdexcept>
#include <string>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/inputs/osm_blocks.hpp"
#include "engine/inputs/osm_source.hpp"
#include "tests/engine/inputs/written_files.hpp"

namespace careshed::osm_blocks_test {

namespace {

using namespace std::string_literals;

std::string varint(std::uint64_t value) {
    std::string bytes;
    for (; value >= 0x80; value >>= 7U)
        bytes += static_cast<char>(value | 0x80U);
    return bytes + static_cast<char>(value);
}

std::string bytes_field(unsigned number, const std::string& bytes) {
    return varint(number << 3U | 2U) + varint(bytes.size()) + bytes;
}

std::string number_field(unsigned number, std::uint64_t value) {
    return varint(number << 3U) + varint(value);
}

std::string packed(const std::vector<std::int64_t>& values) {
    std::string bytes;
    for (const std::int64_t value : values)
        bytes += varint(static_cast<std::uint64_t>(value));
    return bytes;
}

/// Differences, each with its sign as the lowest bit.
std::string packed_steps(const std::vector<std::int64_t>& values) {
    std::vector<std::int64_t> steps;
    std::int64_t before = 0;
    for (const std::int64_t value : values) {
        steps.push_back(value >= before ? 2 * (value - before) : 2 * (before - value) - 1);
        before = value;
    }
    return packed(steps);
}

std::string blob(const std::string& type, const std::string& block) {
    const std::string body = bytes_field(1, block); // not compressed
    const std::string header = bytes_field(1, type) + number_field(3, body.size());
    return "\0\0\0"s + static_cast<char>(header.size()) + header + body;
}

const std::string kHead =
    blob("OSMHeader", bytes_field(4, "OsmSchema-V0.6") + bytes_field(4, "DenseNodes"));

struct WrittenBlock {
    std::vector<std::string> texts = {"", "highway", "residential"};
    std::vector<std::int64_t> keys = {1}, values = {2}; ///< of way 7 along nodes 1, 2 and 3

    [[nodiscard]] std::string bytes() const {
        std::string table;
        for (const std::string& text : texts)
            table += bytes_field(1, text);
        const std::string nodes =
            bytes_field(1, packed_steps({1, 2, 3})) +
            bytes_field(8, packed_steps({400'000'000, 400'000'000, 400'010'000})) +
            bytes_field(9, packed_steps({-300'000'000, -300'010'000, -300'020'000}));
        const std::string way = number_field(1, 7) + bytes_field(2, packed(keys)) +
                                bytes_field(3, packed(values)) +
                                bytes_field(8, packed_steps({1, 2, 3}));
        return bytes_field(1, table) + bytes_field(2, bytes_field(2, nodes)) +
               bytes_field(2, bytes_field(3, way));
    }
};

std::string file_of(const WrittenBlock& block) { return kHead + blob("OSMData", block.bytes()); }

constexpr std::string_view kKeys[] = {"highway", "oneway"};
constexpr OsmWish kWish{"highway", kKeys};

/// What the check says of a file of these bytes, "" when it is good.
std::string fault_of(const std::string& bytes) {
    const WrittenFiles files;
    try {
        check_osm_blocks(files.write("city.osm.pbf", bytes));
    } catch (const std::runtime_error& fault) {
        return fault.what();
    }
    return "";
}

} // namespace

TEST_CASE("Blocks as the format says are taken and read", "[osm]") {
    const WrittenFiles files;
    const std::string bytes = file_of({});
    CHECK(fault_of(bytes).empty());
    const OsmFile read = read_osm(files.write("city.osm.pbf", bytes), "", kWish);
    REQUIRE(read.ways.size() == 1);
    CHECK(read.ways[0].nodes == std::vector<std::int64_t>{1, 2, 3});
    CHECK(read.ways[0].tags == OsmTags{{"highway", "residential"}});
    REQUIRE(read.nodes.size() == 3);
    CHECK(read.nodes[2].place.lon == Approx(-30.002));
    CHECK(read.nodes[2].place.lat == Approx(40.001));
}

TEST_CASE("A text with a zero byte in it is refused before it is decoded", "[osm]") {
    WrittenBlock block;
    block.texts.push_back("a\0b"s);
    CHECK(fault_of(file_of(block)) == "a text holds a zero byte");
    const WrittenFiles files;
    const auto file = files.write("city.osm.pbf", file_of(block));
    try {
        (void)read_osm(file, "scenario.toml:5:9", kWish);
        FAIL("accepted");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::resource);
        CHECK(std::string(error.what()).find("city.osm.pbf cannot be read: a text holds a zero") !=
              std::string::npos);
    }
}

TEST_CASE("Tags that are no UTF-8 name the way", "[osm]") {
    WrittenBlock block;
    block.texts[2] = "\xff";
    const WrittenFiles files;
    const auto file = files.write("city.osm.pbf", file_of(block));
    try {
        (void)read_osm(file, "", kWish);
        FAIL("accepted");
    } catch (const Error& error) {
        CHECK(std::string(error.what()).find("the tags of way 7 are no pairs of UTF-8 texts") !=
              std::string::npos);
    }
}

TEST_CASE("Few bytes that stand for many objects are refused by what they would become", "[osm]") {
    WrittenBlock block;
    block.texts.emplace_back(1'000, 'x');
    block.keys.assign(40'000, 3);
    block.values = block.keys;
    CHECK(fault_of(file_of(block)) == "the objects of one block take more than 64 MB");
    block.keys.assign(20'000, 3);
    block.values = block.keys;
    CHECK(fault_of(file_of(block)).empty());
    CHECK(fault_of(file_of(block) + blob("OSMData", block.bytes())) ==
          "its objects take more than 100 times its size");
}

TEST_CASE("A file that is cut at whatever byte within its blocks is refused", "[osm]") {
    const std::string whole = file_of({});
    for (std::size_t size = 1; size < whole.size(); ++size) {
        INFO(size);
        CHECK((size == kHead.size() || !fault_of(whole.substr(0, size)).empty()));
    }
    CHECK(fault_of("not a list of blocks") == "it is no list of blocks");
}

} // namespace careshed::osm_blocks_test
