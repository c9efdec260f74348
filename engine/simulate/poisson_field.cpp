#include "engine/simulate/poisson_field.hpp"

#include <algorithm>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"

namespace careshed {

namespace {

constexpr std::uint32_t kMostCells = 1U << 28U;
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
        term *= kPointsOfACell / static_cast<double>(n + 1);
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

/// One strip's cells, read in order of time: neighbouring cells share a draw of counts.
class PoissonField::StripCells {
  public:
    StripCells(const PoissonField& field, const Strip& strip)
        : strip_(strip), cells_a_year_(strip.width / kPointsOfACell),
          counts_(key_of(field.key_, strip.number, kCountKind)),
          places_(key_of(field.key_, strip.number, kPlaceKind)) {}

    void append(double from, double to, std::vector<FieldPoint>& points) {
        const auto begin = static_cast<std::uint32_t>((from + kFieldPastYears) * cells_a_year_);
        const double last = (to + kFieldPastYears) * cells_a_year_;
        if (last >= kMostCells)
            too_fast();
        const auto end = static_cast<std::uint32_t>(last) + 1;
        for (std::uint32_t cell = begin; cell < end; ++cell) {
            const std::uint32_t n = points_of(count_word(cell));
            for (std::uint32_t k = 0; k < n; ++k) {
                const auto where = far_block(places_, (cell << kPointBits) | k);
                const double time =
                    (cell + uniform_of(where[0])) * strip_.cell_years - kFieldPastYears;
                if (time >= from && time < to)
                    points.push_back({time,
                                      strip_.low + strip_.width * uniform_of(where[1]),
                                      {where[2], where[3]}});
            }
        }
    }

  private:
    std::uint32_t count_word(std::uint32_t cell) {
        if (cell / kCellsPerBlock != block_) {
            block_ = cell / kCellsPerBlock;
            words_ = far_block(counts_, block_);
        }
        return words_[cell % kCellsPerBlock];
    }

    const Strip& strip_;
    double cells_a_year_;
    DrawKey counts_, places_;
    std::uint32_t block_ = kMostCells; // none yet
    std::array<std::uint32_t, kCellsPerBlock> words_{};
};

void PoissonField::append_below(std::span<const RateStep> steps, double base, double to,
                                std::vector<FieldPoint>& points) const {
    // Strip 0 holds rates below the lowest strip w, strip k those from 2^(k-1) w to 2^k w.
    Strip strip{0, 0, lowest_strip_, lowest_cell_years_};
    for (bool is_reached = true; is_reached;) {
        is_reached = false;
        StripCells cells(*this, strip);
        for (std::size_t k = 0; k < steps.size(); ++k) {
            if (base * steps[k].ratio <= strip.low)
                continue;
            const double from = steps[k].time;
            while (k + 1 < steps.size() && base * steps[k + 1].ratio > strip.low)
                ++k;
            const double end = k + 1 < steps.size() ? steps[k + 1].time : to;
            if (from < end)
                cells.append(from, end, points);
            is_reached = true;
        }
        const double edge = strip.low + strip.width;
        const double halved = strip.number == 0 ? 1 : 0.5; // strip 1 is as wide as strip 0
        strip = {strip.number + 1, edge, edge, halved * strip.cell_years};
    }
}

void PoissonField::append_points(double from, double to, double ceiling,
                                 std::vector<FieldPoint>& points) const {
    const std::size_t first = points.size();
    append_below(std::array{RateStep{from, 1}}, ceiling, to, points);
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
