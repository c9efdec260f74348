#include "engine/population/people.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/distributions.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/interrupt.hpp"
#include "engine/population/marks.hpp"
#include "engine/population/street_pieces.hpp"

namespace careshed {

namespace {

/// Fewer people than this make a poor average of places and marks.
constexpr double kFewestOfArea = 16;
/// Records the city's mix of groups counts for, beside a district's own.
constexpr double kGroupPrior = 20;
/// A district's own count of a group is used from here on; below, the city's mix stands in.
constexpr double kFewestOfCell = 11;

/// Rows of each area: between people and deaths, the middle of what draws will ask for.
std::vector<std::uint32_t> rows_by_area(const City& city, const std::vector<double>& deaths,
                                        std::size_t rows,
                                        const std::vector<std::vector<StreetPiece>>& pieces) {
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

/// Who the people of a district are: the mix of its recorded deaths where a group has enough of
/// them, the city's mix for the rest, so that no single death can be found again in the people near
/// it.
class GroupMix {
  public:
    explicit GroupMix(const City& city) {
        std::vector<std::vector<double>> own(city.districts.size(),
                                             std::vector<double>(city.groups.size(), 0.0));
        std::vector<double> all(city.groups.size(), 0.0);
        double deaths = 0;
        for (const Incident& incident : city.incidents) {
            if (!incident.fatal || incident.held_out)
                continue;
            own[city.areas[incident.area].district][incident.group] += incident.count;
            all[incident.group] += incident.count;
            deaths += incident.count;
        }
        for (const std::vector<double>& of_district : own)
            totals_.push_back(running_totals(of_district, all, deaths));
    }
    [[nodiscard]] std::uint16_t draw(std::uint32_t district, DrawStream draws) const {
        if (totals_[district].empty() || totals_[district].back() <= 0)
            return 0;
        return static_cast<std::uint16_t>(sample_row(draws, totals_[district]));
    }

  private:
    static std::vector<double> running_totals(const std::vector<double>& own,
                                              const std::vector<double>& all, double deaths) {
        double of_district = 0;
        for (const double count : own)
            of_district += count;
        std::vector<double> totals;
        double sum = 0;
        for (std::size_t g = 0; g < own.size(); ++g) {
            const double city_share = deaths > 0 ? all[g] / deaths : 0;
            sum += (own[g] >= kFewestOfCell ? own[g] : of_district * city_share) +
                   kGroupPrior * city_share;
            totals.push_back(sum);
        }
        return totals;
    }
    std::vector<std::vector<double>> totals_; ///< by district, over groups
};

} // namespace

People synthesise_people(const City& city, const std::vector<double>& deaths, std::size_t rows,
                         std::uint64_t seed) {
    const auto pieces = pieces_by_area(city);
    const std::vector<std::uint32_t> count = rows_by_area(city, deaths, rows, pieces);
    const GroupMix groups(city);
    People people;
    people.first_of_area.push_back(0);
    for (std::uint32_t a = 0; a < city.areas.size(); ++a) {
        const std::uint64_t area = city.areas[a].stable;
        if (count[a] > 0) {
            const PieceSampler sampler(pieces[a]);
            const AreaMarks marks(seed, area);
            for (std::uint32_t n = 0; n < count[a]; ++n) {
                stop_if_interrupted();
                people.id.push_back(member_id(area, n));
                people.area.push_back(a);
                people.private_place.push_back(sampler.at(marks.uniform(Mark::place_private, n)));
                people.public_place.push_back(sampler.at(marks.uniform(Mark::place_public, n)));
                people.group.push_back(
                    groups.draw(city.areas[a].district,
                                DrawStream({seed, purpose_of(Mark::group), people.id.back(), 0})));
            }
        }
        people.first_of_area.push_back(static_cast<std::uint32_t>(people.size()));
    }
    return people;
}

} // namespace careshed
