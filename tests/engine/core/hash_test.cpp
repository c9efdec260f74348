#include <cstdint>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "tests/engine/core/scratch_folder.hpp"

namespace careshed::hash_test {

using careshed::sha256;
using careshed::sha256_of_file;

TEST_CASE("SHA-256 gives the published answers", "[hash]") {
    // FIPS 180-2, appendix B, and the empty message.
    CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256(std::string(1'000'000, 'a')) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("A file of any size has the SHA-256 of its bytes", "[hash]") {
    const careshed_test::ScratchFolder scratch;
    for (std::size_t size : {std::size_t{0}, std::size_t{5}, std::size_t{1} << 20U,
                             (std::size_t{1} << 20U) + 1, std::size_t{3'000'000}}) {
        const std::string bytes(size, '\xff');
        const std::filesystem::path file = scratch.path() / "bytes";
        std::ofstream(file, std::ios::binary) << bytes;
        CHECK(sha256_of_file(file) == sha256(bytes));
    }
}

TEST_CASE("A file that cannot be read is named", "[hash]") {
    const careshed_test::ScratchFolder scratch;
    for (const std::filesystem::path& file : {scratch.path() / "absent", scratch.path()}) {
        try {
            (void)sha256_of_file(file);
            FAIL("no error for " << file);
        } catch (const careshed::Error& error) {
            CHECK(error.kind() == careshed::ErrorKind::resource);
            CHECK(error.complaints().front().where == file.string());
        }
    }
}

TEST_CASE("Stable ids are the same in every run and on every machine", "[hash]") {
    CHECK(stable_id("") == 0x2d06800538d394c2U); // XXH3-64 of nothing, from its specification
    CHECK(stable_id("17031838100") == stable_id(std::string("17031") + "838100"));
    CHECK(stable_id("17031838100") != stable_id("17031838200"));
    CHECK(stable_id("17031838100") != stable_id("17031838100", 1));
}

TEST_CASE("Members of wholes never share an id", "[hash]") {
    std::set<std::uint64_t> ids;
    for (std::uint64_t whole = 0; whole < 300; ++whole)
        for (std::uint64_t n = 0; n < 300; ++n)
            ids.insert(member_id(whole < 150 ? whole : stable_id(std::to_string(whole)), n));
    CHECK(ids.size() == 300U * 300U);
}

} // namespace careshed::hash_test
