#include "engine/population/marks.hpp"

namespace careshed {

namespace {

// g^-1 .. g^-8 as 64-bit fractions, g the real root above 1 of g^9 = g + 1 (made odd).
constexpr std::array<std::uint64_t, 8> kSteps{
    0xebedeed9d803c815, 0xd96eb1a810caaf5f, 0xc862b36daf790dd5, 0xb8acd90c142fe10b,
    0xaa324f90ded86b69, 0x9cda5e693fea10af, 0x908e3d2c82567a73, 0x8538ecb5bd456ea3};

std::size_t dimension(Mark mark) {
    return static_cast<std::size_t>(mark) - static_cast<std::size_t>(Mark::place_private);
}

} // namespace

AreaMarks::AreaMarks(std::uint64_t seed, std::uint64_t area) {
    for (std::size_t d = 0; d < kDimensions; ++d) {
        const auto mark = static_cast<Mark>(static_cast<std::size_t>(Mark::place_private) + d);
        DrawStream draws({seed, purpose_of(mark), area, 0});
        shift_[d] = draws.bits64();
    }
}

double AreaMarks::uniform(Mark mark, std::uint32_t member) const {
    const std::size_t d = dimension(mark);
    const std::uint64_t point = shift_[d] + (std::uint64_t{member} + 1) * kSteps[d];
    return (static_cast<double>(point >> 12) + 0.5) * 0x1p-52;
}

} // namespace careshed
