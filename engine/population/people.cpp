#include "engine/population/people.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/distributions.hpp"
#include "engine/core/hash.hpp"
#include "engine/population/marks.hpp"
#include "engine/population/smooth.hpp"
#include "engine/population/street_pieces.hpp"

namespace careshed {

namespace {

/// Fewer people than this make a poor average of places and marks.
constexpr double kFewestOfArea = 16;
/// Records the city's mix of groups counts for, beside an area's own.
constexpr double kGroupPrior = 20;

/// Rows of each area: between people and deaths, the middle of what draws will ask for.
std::vector<std::uint32_t> rows_by_area(const City& city, std::size_t rows,
                                        const std::vector<std::vector<StreetPiece>>& pieces) {
    const std::vector<double> deaths = expected_deaths(smooth_incidence(city));
    std::vector<double> share(city.areas.size(), 0.0);
    double sum = 0;
    for (std::size_t a = 0; a < share.size(); ++a) {
        if (pieces[a].empty())
            continue;
        share[a] = std::sqrt(std::max(city.areas[a].population, 1.0) * std::max(deaths[a], 1e-9));
        sum += share[a];
    }
    std::vector<std::uint32_t> count(share.size(), 0);
    for (std::size_t a = 0; a < share.size(); ++a)
        if (!pieces[a].empty())
            count[a] = static_cast<std::uint32_t>(
                std::max(kFewestOfArea, std::floor(static_cast<double>(rows) * share[a] / sum)));
    return count;
}

/// A place on an area's pieces, at a uniform mark along their total length.
class PieceSampler {
  public:
    explicit PieceSampler(const std::vector<StreetPiece>& pieces) : pieces_(&pieces) {
        for (const StreetPiece& piece : pieces)
            ends_.push_back((ends_.empty() ? 0 : ends_.back()) + piece.length_cm);
    }
    [[nodiscard]] Place at(double mark) const {
        const double along = mark * static_cast<double>(ends_.back());
        const auto end =
            std::upper_bound(ends_.begin(), ends_.end() - 1, along,
                             [](double x, std::uint64_t e) { return x < static_cast<double>(e); });
        const StreetPiece& piece = (*pieces_)[static_cast<std::size_t>(end - ends_.begin())];
        const double before = static_cast<double>(*end - piece.length_cm);
        const double within = (along - before) / piece.length_cm;
        const double share = piece.from + within * (piece.to - piece.from);
        return {piece.edge, static_cast<std::uint16_t>(share)};
    }

  private:
    const std::vector<StreetPiece>* pieces_;
    std::vector<std::uint64_t> ends_;
};

/// Groups of the recorded deaths: an area's own records, the city's for the rest.
struct GroupRecords {
    std::vector<std::vector<std::uint16_t>> of_area;
    std::vector<std::uint16_t> of_city;
};

GroupRecords group_records(const City& city) {
    GroupRecords records;
    records.of_area.resize(city.areas.size());
    for (const Incident& incident : city.incidents) {
        if (!incident.fatal || incident.held_out)
            continue;
        records.of_area[incident.area].push_back(incident.group);
        records.of_city.push_back(incident.group);
    }
    return records;
}

std::uint16_t draw_group(const GroupRecords& records, std::size_t area, DrawStream draws) {
    const auto& own = records.of_area[area];
    if (records.of_city.empty())
        return 0;
    const double share_own =
        static_cast<double>(own.size()) / (static_cast<double>(own.size()) + kGroupPrior);
    const auto& pool = draws.uniform() < share_own ? own : records.of_city;
    return pool[draws.below(static_cast<std::uint32_t>(pool.size()))];
}

} // namespace

People synthesise_people(const City& city, std::size_t rows, std::uint64_t seed) {
    const auto pieces = pieces_by_area(city);
    const std::vector<std::uint32_t> count = rows_by_area(city, rows, pieces);
    const GroupRecords records = group_records(city);
    People people;
    people.first_of_area.push_back(0);
    for (std::uint32_t a = 0; a < city.areas.size(); ++a) {
        const std::uint64_t area = city.areas[a].stable;
        if (count[a] > 0) {
            const PieceSampler sampler(pieces[a]);
            const AreaMarks marks(seed, area);
            for (std::uint32_t n = 0; n < count[a]; ++n) {
                people.id.push_back(member_id(area, n));
                people.area.push_back(a);
                people.private_place.push_back(
                    sampler.at(marks.uniform(Purpose::place_private, n)));
                people.public_place.push_back(sampler.at(marks.uniform(Purpose::place_public, n)));
                people.group.push_back(draw_group(
                    records, a, DrawStream({seed, Purpose::person_group, people.id.back(), 0})));
            }
        }
        people.first_of_area.push_back(static_cast<std::uint32_t>(people.size()));
    }
    return people;
}

} // namespace careshed
