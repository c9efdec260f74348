#include "engine/core/hash.hpp"

#include <array>
#include <cerrno>
#include <fstream>
#include <memory>
#include <system_error>
#include <vector>

#include <openssl/evp.h>
#include <xxhash.h>

#include "engine/core/error.hpp"
#include "engine/core/interrupt.hpp"

namespace careshed {

namespace {

/// SHA-256 of bytes that arrive in pieces.
class Sha256 {
  public:
    Sha256() : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) {
        check(context_ != nullptr && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
    }
    void add(std::string_view bytes) {
        check(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1);
    }
    [[nodiscard]] std::string hex() {
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
        unsigned int length = 0;
        check(EVP_DigestFinal_ex(context_.get(), digest.data(), &length) == 1);
        constexpr std::string_view kDigits = "0123456789abcdef";
        std::string text;
        for (unsigned int i = 0; i < length; ++i) {
            text += kDigits[digest[i] >> 4U];
            text += kDigits[digest[i] & 15U];
        }
        return text;
    }

  private:
    static void check(bool is_ok) {
        if (!is_ok)
            throw Error(ErrorKind::internal, "", "OpenSSL could not compute SHA-256",
                        "check that the system's libcrypto offers SHA-256");
    }
    std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context_;
};

[[noreturn]] void throw_unreadable(const std::filesystem::path& file) {
    const std::string cause = errno != 0 ? std::generic_category().message(errno) : "read failed";
    throw Error(ErrorKind::resource, file.string(), "cannot read the file: " + cause,
                "check that it exists and that you may read it");
}

} // namespace

std::uint64_t stable_id(std::string_view bytes, std::uint64_t salt) {
    return XXH3_64bits_withSeed(bytes.data(), bytes.size(), salt);
}

std::uint64_t member_id(std::uint64_t whole, std::uint64_t n) {
    // XXH3 of 8 bytes is a bijection at a fixed seed: members of one whole never collide.
    std::array<unsigned char, 8> bytes{};
    for (unsigned int i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<unsigned char>(n >> (8U * i));
    return XXH3_64bits_withSeed(bytes.data(), bytes.size(), whole);
}

std::string sha256(std::string_view bytes) {
    Sha256 digest;
    digest.add(bytes);
    return digest.hex();
}

std::string sha256_of_file(const std::filesystem::path& file) {
    errno = 0;
    std::ifstream input(file, std::ios::binary);
    if (!input)
        throw_unreadable(file);
    Sha256 digest;
    std::vector<char> piece(std::size_t{1} << 20U);
    do {
        stop_if_interrupted(); // an extract may hold gigabytes
        input.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        digest.add({piece.data(), static_cast<std::size_t>(input.gcount())});
    } while (input);
    if (input.bad() || !input.eof())
        throw_unreadable(file);
    return digest.hex();
}

} // namespace careshed
