#include "engine/access/node_order.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace careshed {

namespace {

constexpr std::uint32_t kBits = 64;

/// Calls visit(number) for every bit of `word`, which is cleared; bit 0 has the number `first`.
template <class Visit> void take_bits(std::uint64_t& word, std::uint32_t first, Visit&& visit) {
    for (std::uint64_t rest = std::exchange(word, 0); rest != 0; rest &= rest - 1)
        visit(first + static_cast<std::uint32_t>(std::countr_zero(rest)));
}

} // namespace

NodeOrder::NodeOrder(std::size_t nodes)
    : marks_(nodes / kBits + 1, 0), words_(marks_.size() / kBits + 1, 0) {}

void NodeOrder::sort(std::span<std::uint32_t> few) {
    std::uint32_t lowest = static_cast<std::uint32_t>(words_.size()), highest = 0;
    for (const std::uint32_t node : few) {
        const std::uint32_t word = node / kBits, block = word / kBits;
        marks_[word] |= std::uint64_t{1} << node % kBits;
        words_[block] |= std::uint64_t{1} << word % kBits;
        lowest = std::min(lowest, block);
        highest = std::max(highest, block);
    }
    auto next = few.begin();
    for (std::uint32_t block = lowest; block <= highest; ++block)
        take_bits(words_[block], block * kBits, [&](std::uint32_t word) {
            take_bits(marks_[word], word * kBits, [&](std::uint32_t node) { *next++ = node; });
        });
}

} // namespace careshed
