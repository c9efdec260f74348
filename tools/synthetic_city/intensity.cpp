#include "tools/synthetic_city/intensity.hpp"

#include <cmath>

#include "tools/synthetic_city/terrain.hpp"

namespace careshed::synthetic {
namespace {

constexpr double kLongestPiece = 20;
constexpr double kHillDensity = 0.6; // large plots on the slope

/// Residents per metre against a quiet suburb's 1.
double residential_density(const CityPlan& plan, Spot spot) {
    double density = 1;
    for (const Bell& centre : plan.centres)
        density += centre.weight * bell_height(plan, centre, spot);
    return is_on_hill(plan, spot) ? density * kHillDensity : density;
}

/// An even number of pieces a street, so that a street across a mirror's axis is cut at the axis.
void cut(std::vector<Piece>& pieces, const StreetPlan& streets, std::uint32_t row) {
    const Street& street = streets.streets[row];
    const int count = 2 * static_cast<int>(std::ceil(street.length / (2 * kLongestPiece)));
    const double length = street.length / count;
    for (int i = 0; i < count; ++i) {
        Piece piece;
        piece.street = row;
        piece.start = i * length;
        piece.length = length;
        piece.middle = point_along(street, piece.start + length / 2);
        pieces.push_back(piece);
    }
}

/// Adds `total` deaths to the pieces in proportion to weight(piece).
template <class Weight>
void spread_deaths(std::vector<Piece>& pieces, double total, Weight&& weight) {
    double sum = 0;
    for (const Piece& piece : pieces)
        sum += weight(piece);
    for (Piece& piece : pieces)
        piece.deaths_a_year += total * weight(piece) / sum;
}

} // namespace

std::vector<Piece> true_intensity(const CityPlan& plan, const StreetPlan& streets) {
    std::vector<Piece> pieces;
    for (std::uint32_t row = 0; row < streets.streets.size(); ++row)
        cut(pieces, streets, row);
    double sum = 0;
    for (Piece& piece : pieces) {
        if (streets.streets[piece.street].has_homes)
            piece.residents = piece.length * residential_density(plan, piece.middle);
        sum += piece.residents;
    }
    for (Piece& piece : pieces)
        piece.residents *= plan.residents / sum;

    double background = 1;
    for (const Bell& spot : plan.hot_spots) {
        background -= spot.weight;
        spread_deaths(pieces, spot.weight * plan.deaths_a_year, [&](const Piece& piece) {
            return piece.residents > 0 ? piece.length * bell_height(plan, spot, piece.middle) : 0;
        });
    }
    spread_deaths(pieces, background * plan.deaths_a_year,
                  [](const Piece& piece) { return piece.residents; });
    return pieces;
}

} // namespace careshed::synthetic
