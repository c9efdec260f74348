#include "tools/synthetic_city/places.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "engine/core/random.hpp"
#include "tools/synthetic_city/terrain.hpp"

namespace careshed::synthetic {
namespace {

constexpr double kDoorOffStreet = 12;    // metres
constexpr double kClearOfServices = 450; // other schools leave every service legal
constexpr std::uint64_t kPlaceDraws = std::uint64_t{1} << 62; // apart from the grid's keys
enum class PlaceKind : std::uint64_t { school, service, station };

DrawStream stream(std::uint64_t seed, PlaceKind kind) {
    return DrawStream(
        {seed, Purpose::synthetic_city, kPlaceDraws | static_cast<std::uint64_t>(kind), 0});
}

/// A place in the middle half of an inhabited street, on the side of the street that faces
/// `target`.
PlaceOnStreet place_at(const StreetPlan& streets, const Piece& piece, Spot target, double off) {
    const Street& street = streets.streets[piece.street];
    PlaceOnStreet place;
    place.street = piece.street;
    place.along = piece.start + piece.length / 2;
    place.off_street = off;
    const Spot a = point_along(street, piece.start);
    const Spot b = point_along(street, piece.start + piece.length);
    const double length = distance(a, b);
    const Spot normal{-(b.y - a.y) / length, (b.x - a.x) / length};
    const double towards =
        normal.x * (target.x - piece.middle.x) + normal.y * (target.y - piece.middle.y);
    const double push = towards < 0 ? -off : off;
    place.spot = {piece.middle.x + push * normal.x, piece.middle.y + push * normal.y};
    place.address = fmt::format("{} {}", 100 + static_cast<int>(place.along), street.name);
    return place;
}

bool is_mid_street(const StreetPlan& streets, const Piece& piece) {
    const double share = (piece.start + piece.length / 2) / streets.streets[piece.street].length;
    return piece.residents > 0 && share > 0.25 && share < 0.75;
}

const Piece& nearest_piece(const StreetPlan& streets, std::span<const Piece> pieces, Spot target) {
    double best = std::numeric_limits<double>::infinity();
    const Piece* found = &pieces.front();
    for (const Piece& piece : pieces) {
        const double d = distance(piece.middle, target);
        if (d < best && is_mid_street(streets, piece)) {
            best = d;
            found = &piece;
        }
    }
    return *found;
}

const Piece& any_piece(const StreetPlan& streets, std::span<const Piece> pieces,
                       DrawStream& draws) {
    for (;;) {
        const Piece& piece = pieces[draws.below(static_cast<std::uint32_t>(pieces.size()))];
        if (is_mid_street(streets, piece))
            return piece;
    }
}

double nearest_service(std::span<const PlaceOnStreet> services, Spot spot) {
    double nearest = std::numeric_limits<double>::infinity();
    for (const PlaceOnStreet& service : services)
        nearest = std::min(nearest, distance(service.spot, spot));
    return nearest;
}

/// Draws them all; the plan's own are named, further ones are numbered.
class Placer {
  public:
    Placer(const CityPlan& plan, const StreetPlan& streets, std::span<const Piece> pieces,
           std::uint64_t seed)
        : plan_(plan), streets_(streets), pieces_(pieces), seed_(seed) {}

    Places place() {
        place_services();
        place_schools();
        place_stations();
        return std::move(places_);
    }

  private:
    const CityPlan& plan_;
    const StreetPlan& streets_;
    std::span<const Piece> pieces_;
    std::uint64_t seed_;
    Places places_;

    [[nodiscard]] PlaceOnStreet near_to(Spot target, double off) const {
        return place_at(streets_, nearest_piece(streets_, pieces_, target), target, off);
    }

    void place_services() {
        for (const ServicePlan& planned : plan_.services)
            add_service(near_to(planned.target, kDoorOffStreet), planned.name, planned.type);
        DrawStream draws = stream(seed_, PlaceKind::service);
        for (int n = 0; n < plan_.extra_services; ++n) {
            const Piece& piece = any_piece(streets_, pieces_, draws);
            add_service(place_at(streets_, piece, piece.middle, kDoorOffStreet),
                        fmt::format("Quarter Library {}", n + 1), "library");
        }
    }

    void add_service(PlaceOnStreet place, const std::string& name, const std::string& type) {
        place.id = fmt::format("S{:02}", places_.services.size() + 1);
        place.name = name + " (synthetic)";
        place.type = type;
        places_.services.push_back(std::move(place));
    }

    void place_schools() {
        for (std::size_t n = 0; n < plan_.services.size(); ++n)
            if (plan_.services[n].beside_school) {
                const Spot door = places_.services[n].spot;
                add_school(near_to({door.x + 110, door.y + 140}, kDoorOffStreet));
            }
        DrawStream draws = stream(seed_, PlaceKind::school);
        for (int n = 0; n < plan_.schools; ++n) {
            const Piece& piece = any_piece(streets_, pieces_, draws);
            PlaceOnStreet school = place_at(streets_, piece, piece.middle, kDoorOffStreet);
            if (nearest_service(places_.services, school.spot) > kClearOfServices)
                add_school(std::move(school));
        }
    }

    void add_school(PlaceOnStreet place) {
        place.id = fmt::format("C{:02}", places_.schools.size() + 1);
        place.name = fmt::format("School {} (synthetic)", places_.schools.size() + 1);
        place.type = "school";
        places_.schools.push_back(std::move(place));
    }

    void place_stations() {
        for (const Spot target : plan_.stations)
            add_station(near_to(target, 0));
        DrawStream draws = stream(seed_, PlaceKind::station);
        for (int n = 0; n < plan_.extra_stations; ++n) {
            const Piece& piece = any_piece(streets_, pieces_, draws);
            add_station(place_at(streets_, piece, piece.middle, 0));
        }
    }

    void add_station(PlaceOnStreet place) {
        place.id = fmt::format("E{:02}", places_.stations.size() + 1);
        place.name = fmt::format("Ambulance station {} (synthetic)", places_.stations.size() + 1);
        place.type = "ambulance_station";
        places_.stations.push_back(std::move(place));
    }
};

} // namespace

Places draw_places(const CityPlan& plan, const StreetPlan& streets, std::span<const Piece> pieces,
                   std::uint64_t seed) {
    return Placer(plan, streets, pieces, seed).place();
}

bool is_clear_of_schools(const PlaceOnStreet& service, std::span<const PlaceOnStreet> schools) {
    return std::none_of(schools.begin(), schools.end(), [&](const PlaceOnStreet& school) {
        return distance(service.spot, school.spot) <= kSchoolDistance;
    });
}

bool is_candidate(const PlaceOnStreet& service) {
    return service.type == "library" || service.type == "clinic";
}

} // namespace careshed::synthetic
