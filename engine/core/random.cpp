#include "engine/core/random.hpp"

#include <Random123/philox.h>

#include "engine/core/error.hpp"

namespace careshed {

namespace {

/// Blocks of one key: the counter's last word is the purpose (12 bits) and the block (20 bits).
constexpr std::uint32_t kBlockBits = 20;

/// Apart from the drawing, which is then free of everything that an exception needs.
[[noreturn, gnu::noinline, gnu::cold]] void asked_too_much() {
    throw Error(ErrorKind::internal, "", "one random key was asked for more than 2^22 words");
}

std::uint32_t low_word(std::uint64_t value) { return static_cast<std::uint32_t>(value); }
std::uint32_t high_word(std::uint64_t value) { return static_cast<std::uint32_t>(value >> 32U); }

} // namespace

std::array<std::uint32_t, 4> random_block(const DrawKey& key, std::uint32_t n) {
    if (n >> kBlockBits != 0)
        asked_too_much();
    const auto purpose = static_cast<std::uint32_t>(key.purpose);
    const r123::Philox4x32::ctr_type counter = {
        {low_word(key.entity), high_word(key.entity), key.replicate, (purpose << kBlockBits) | n}};
    const r123::Philox4x32::key_type seed = {{low_word(key.seed), high_word(key.seed)}};
    const r123::Philox4x32::ctr_type bits = r123::Philox4x32()(counter, seed);
    return {bits[0], bits[1], bits[2], bits[3]};
}

std::uint32_t DrawStream::bits32() {
    if (used_ == block_.size()) {
        block_ = random_block(key_, next_block_++);
        used_ = 0;
    }
    return block_[used_++];
}

std::uint64_t DrawStream::bits64() {
    const std::uint64_t low = bits32();
    return (std::uint64_t{bits32()} << 32U) | low;
}

double DrawStream::uniform() {
    // The last k is left out because k + 1/2 would round to 2^53, a uniform of exactly 1.
    constexpr std::uint64_t kLast = (std::uint64_t{1} << 53U) - 1;
    std::uint64_t k = bits64() >> 11U;
    while (k == kLast)
        k = bits64() >> 11U;
    return (static_cast<double>(k) + 0.5) * 0x1p-53;
}

std::uint32_t DrawStream::below(std::uint32_t n) {
    if (n == 0)
        throw Error(ErrorKind::internal, "", "a random row was asked of an empty list");
    // Lemire 2019 (ACM TOMACS 29): the high word of a product, redrawing the few biased low words.
    const std::uint32_t biased = (0U - n) % n;
    std::uint64_t product = std::uint64_t{bits32()} * n;
    while (low_word(product) < biased)
        product = std::uint64_t{bits32()} * n;
    return high_word(product);
}

} // namespace careshed
