#include "engine/outcomes/legal_space.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "engine/outcomes/forbidden_street.hpp"
#include "engine/outcomes/hot_spots.hpp"

namespace careshed {

namespace {

/// A part of the streets: what each sampled piece adds to its length.
struct Region {
    std::vector<std::uint32_t> length_cm; ///< by piece, 0 outside
    std::uint64_t all_cm = 0;
};

/// Adds an area's pieces. Not the mere point that stands for an area without street.
void add_area(const StreetSamples& samples, const std::vector<StreetPiece>& area, Region& region) {
    const auto key = [](const StreetPiece& piece) { return std::tuple(piece.edge, piece.from); };
    region.length_cm.resize(samples.pieces.size(), 0);
    for (const StreetPiece& piece : area) {
        const auto found = std::ranges::lower_bound(samples.pieces, key(piece), {}, key);
        if (found == samples.pieces.end() || *found != piece)
            continue;
        region.length_cm[static_cast<std::size_t>(found - samples.pieces.begin())] =
            piece.length_cm;
        region.all_cm += piece.length_cm;
    }
}

/// Share of a region's length whose pieces pass `test(piece)`.
template <class Test> double share_where(const Region& region, Test&& test) {
    std::uint64_t passed_cm = 0;
    for (std::size_t p = 0; p < region.length_cm.size(); ++p)
        if (test(p))
            passed_cm += region.length_cm[p];
    return region.all_cm == 0 ? 0
                              : static_cast<double>(passed_cm) / static_cast<double>(region.all_cm);
}

/// What one rule leaves, and frees when it goes; `count` rules forbid each piece altogether.
LegalSpace::Room left_by(const Forbidden& rule, const Forbidden& count, const Region& region) {
    using Column = std::vector<std::uint32_t>;
    const auto allowed = [&](const Column& forbidden) {
        return share_where(region, [&](std::size_t p) { return forbidden[p] == 0; });
    };
    const auto freed = [&](const Column& forbidden, const Column& by) {
        return share_where(
            region, [&](std::size_t p) { return forbidden[p] > 0 && forbidden[p] == by[p]; });
    };
    return {{allowed(rule.straight), allowed(rule.walked)},
            {freed(rule.straight, count.straight), freed(rule.walked, count.walked)}};
}

/// To whole percents: exact shares would disclose how much street the hot spots have, and so which
/// areas they are.
LegalSpace::Room coarse(LegalSpace::Room room) {
    for (double* share :
         {&room.allowed.straight, &room.allowed.walked, &room.freed.straight, &room.freed.walked})
        *share = std::floor(*share * 100 + 0.5) / 100;
    return room;
}

Forbidden counted(const std::vector<Forbidden>& rules, std::size_t pieces) {
    Forbidden count{std::vector<std::uint32_t>(pieces, 0), std::vector<std::uint32_t>(pieces, 0)};
    for (const Forbidden& rule : rules)
        for (std::size_t p = 0; p < pieces; ++p) {
            count.straight[p] += rule.straight[p];
            count.walked[p] += rule.walked[p];
        }
    return count;
}

struct Regions {
    Region city;
    std::optional<Region> hot;
};

Regions regions_of(const City& city, const StreetSamples& samples,
                   const StreetsAndDeaths& by_area) {
    Regions regions;
    std::vector<std::uint64_t> street_cm;
    for (const auto& area : by_area.pieces) {
        const std::uint64_t before_cm = regions.city.all_cm;
        add_area(samples, area, regions.city);
        street_cm.push_back(regions.city.all_cm - before_cm);
    }
    for (const std::uint32_t area : hot_spots(city, {street_cm, by_area.expected_deaths})) {
        if (!regions.hot)
            regions.hot.emplace();
        add_area(samples, by_area.pieces[area], *regions.hot);
    }
    return regions;
}

} // namespace

LegalSpace legal_space(const City& city, std::span<const Rule> rules,
                       const StreetsAndDeaths& by_area, Threads threads) {
    const StreetSamples samples = sample_streets(city.streets);
    const Regions regions = regions_of(city, samples, by_area);
    const auto forbidden = parallel_map<Forbidden>(
        rules.size(), threads, [&](std::size_t r) { return forbidden_street(samples, rules[r]); });
    const Forbidden count = counted(forbidden, samples.pieces.size());

    LegalSpace space;
    space.street_km = static_cast<double>(regions.city.all_cm) / 100'000;
    const auto add_row = [&](std::string name, const Forbidden& rule) {
        LegalSpace::Row row{std::move(name), left_by(rule, count, regions.city), {}};
        if (regions.hot)
            row.hot_spots = coarse(left_by(rule, count, *regions.hot));
        space.rows.push_back(std::move(row));
    };
    for (std::size_t r = 0; r < rules.size(); ++r)
        add_row(rules[r].name, forbidden[r]);
    add_row("", count);
    return space;
}

} // namespace careshed
