// Texts that end at zero bytes, as a reader of OpenStreetMap data lays them out: what is read of
// them, and that nothing beyond their last byte is.
#include <catch2/catch.hpp>

#include <memory>
#include <string>

#include "engine/core/random.hpp"
#include "engine/inputs/tag_walk.hpp"

namespace careshed::tag_walk_test {

namespace {

/// In memory that ends where the bytes do, so that an address sanitizer sees a step beyond.
class ExactBytes {
  public:
    explicit ExactBytes(const std::string& bytes)
        : bytes_(std::make_unique<char[]>(bytes.size())), size_(bytes.size()) {
        bytes.copy(bytes_.get(), size_);
    }
    [[nodiscard]] std::string_view view() const { return {bytes_.get(), size_}; }

  private:
    std::unique_ptr<char[]> bytes_;
    std::size_t size_;
};

bool is_read(const std::string& bytes) { return tags_within(ExactBytes(bytes).view()).has_value(); }

using namespace std::string_literals;

} // namespace

TEST_CASE("Tags are pairs of texts in the order of the bytes", "[osm]") {
    const ExactBytes bytes("highway\0residential\0name\0\0"s);
    const auto tags = tags_within(bytes.view());
    REQUIRE(tags);
    CHECK(*tags == TagTexts{{"highway", "residential"}, {"name", ""}});
    CHECK(tags_within({})->empty());
}

TEST_CASE("A text without an end, a key without a value and bytes of no text are refused",
          "[osm]") {
    CHECK(is_read("a\0b\0"s));
    CHECK_FALSE(is_read("a\0b"s));
    CHECK_FALSE(is_read("a\0"s));
    CHECK_FALSE(is_read("a"s));
    CHECK_FALSE(is_read("\0"s));
    CHECK_FALSE(is_read("a\0b\0c\0"s));
    CHECK_FALSE(is_read("a\0\xff\0"s));
    CHECK_FALSE(is_read("\xc3\0b\0"s));
    CHECK(is_read("\xc3\xa9\0b\0"s));
}

TEST_CASE("Of any bytes whatever only those given are read, and pairs tile them", "[osm]") {
    DrawStream draws({5, Purpose::test, 2, 0});
    for (int i = 0; i < 10'000; ++i) {
        std::string bytes(static_cast<std::size_t>(draws.below(24)), ' ');
        for (char& byte : bytes)
            byte = "\0\0ab\xc3\xa9"[draws.below(6)];
        const ExactBytes exact(bytes);
        const auto tags = tags_within(exact.view());
        if (!tags)
            continue;
        std::string again;
        for (const auto& [key, value] : *tags)
            again += std::string(key) + '\0' + std::string(value) + '\0';
        REQUIRE(again == bytes);
    }
}

} // namespace careshed::tag_walk_test
