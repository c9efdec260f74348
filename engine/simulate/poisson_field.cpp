#include "engine/simulate/poisson_field.hpp"

#include <algorithm>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"

namespace careshed {

namespace {

/// Points a cell holds on average: strips of all widths share one table.
constexpr double kPointsPerCell = 0.5;
constexpr double kMostCells = 1U << 28U;
constexpr std::uint32_t kBlockBits =
    20; // a key has 2^20 blocks: farther ones have keys of their own
constexpr std::uint32_t kPointBits = 4; // points of one cell: 0 .. 15
constexpr std::uint32_t kStripShift = 26, kKindShift = 24;
constexpr std::uint32_t kReplicateMask = (1U << kKindShift) - 1;
constexpr std::uint32_t kCountKind = 0, kPlaceKind = 1;
constexpr std::uint32_t kCellsPerBlock = 4;

/// 32-bit words below entry n hold at most n points: the Poisson distribution of mean 1/2, rounded
/// to 2^-32.
constexpr std::array<std::uint32_t, 12> kAtMost = [] {
    std::array<std::uint32_t, 12> table{};
    double term = 0.60653065971263342360; // exp(-1/2)
    double sum = 0;
    for (std::size_t n = 0; n < table.size(); ++n) {
        sum += term;
        const double scaled = sum * 0x1p32 + 0.5;
        table[n] = scaled >= 0x1p32 ? 0xffffffffU : static_cast<std::uint32_t>(scaled);
        term *= kPointsPerCell / static_cast<double>(n + 1);
    }
    return table;
}();

std::uint32_t points_of(std::uint32_t word) {
    std::uint32_t n = 0;
    while (n < kAtMost.size() && word >= kAtMost[n])
        ++n;
    return n;
}

[[noreturn]] void too_fast() {
    throw Error(ErrorKind::run, "model.overrides",
                "somebody's events would come more than a million times a year",
                "lower the ratios of risk, or raise the people at risk");
}

DrawKey key_of(DrawKey key, std::uint32_t strip, std::uint32_t kind) {
    key.replicate =
        (strip << kStripShift) | (kind << kKindShift) | (key.replicate & kReplicateMask);
    return key;
}

std::array<std::uint32_t, 4> far_block(const DrawKey& key, std::uint32_t block) {
    if (block >> kBlockBits == 0)
        return random_block(key, block);
    DrawKey far = key;
    far.entity = member_id(key.entity, block >> kBlockBits);
    return random_block(far, block & ((1U << kBlockBits) - 1));
}

} // namespace

void PoissonField::append_strip(const Strip& strip, double from, double to,
                                std::vector<FieldPoint>& points) const {
    const double cell_years = kPointsPerCell / strip.width;
    const auto begin = static_cast<std::uint32_t>((from + kFieldPastYears) / cell_years);
    const double last = (to + kFieldPastYears) / cell_years;
    if (last >= kMostCells)
        too_fast();
    const auto end = static_cast<std::uint32_t>(last) + 1;
    const DrawKey counts = key_of(key_, strip.number, kCountKind);
    const DrawKey places = key_of(key_, strip.number, kPlaceKind);
    std::array<std::uint32_t, kCellsPerBlock> words{};
    for (std::uint32_t cell = begin; cell < end; ++cell) {
        if (cell == begin || cell % kCellsPerBlock == 0)
            words = far_block(counts, cell / kCellsPerBlock);
        const std::uint32_t n = points_of(words[cell % kCellsPerBlock]);
        for (std::uint32_t k = 0; k < n; ++k) {
            const std::uint32_t place = (cell << kPointBits) | k;
            const auto where = far_block(places, place);
            const double time = (cell + uniform_of(where[0])) * cell_years - kFieldPastYears;
            if (time >= from && time < to)
                points.push_back(
                    {time, strip.low + strip.width * uniform_of(where[1]), {where[2], where[3]}});
        }
    }
}

double PoissonField::append_strips(double from, double to, double floor, double ceiling,
                                   std::vector<FieldPoint>& points) const {
    if (!(from < to))
        return floor;
    // Strip 0 holds rates below the lowest strip w, strip k those from 2^(k-1) w to 2^k w.
    Strip strip{0, 0, lowest_strip_};
    while (strip.low < ceiling) {
        if (strip.low >= floor)
            append_strip(strip, from, to, points);
        const double edge = strip.low + strip.width;
        strip = {strip.number + 1, edge, edge};
    }
    return std::max(strip.low, floor);
}

void PoissonField::append_points(double from, double to, double ceiling,
                                 std::vector<FieldPoint>& points) const {
    const std::size_t first = points.size();
    append_strips(from, to, 0, ceiling, points);
    const auto begin = points.begin() + static_cast<std::ptrdiff_t>(first);
    points.erase(std::remove_if(begin, points.end(),
                                [&](const FieldPoint& point) { return point.rate >= ceiling; }),
                 points.end());
    sort_by_time(std::span(points).subspan(first));
}

void sort_by_time(std::span<FieldPoint> points) {
    std::sort(points.begin(), points.end(), [](const FieldPoint& a, const FieldPoint& b) {
        return a.time != b.time ? a.time < b.time : a.rate < b.rate;
    });
}

} // namespace careshed
