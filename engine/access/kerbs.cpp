#include "engine/access/kerbs.hpp"

#include <limits>
#include <optional>

#include "engine/access/pace.hpp"
#include "engine/city/streets/snapping.hpp"
#include "engine/core/interrupt.hpp"

namespace careshed {

namespace {

bool is_driven(const Streets& streets, Place place) {
    const Traffic& traffic = streets.edges[place.edge].traffic;
    return traffic.drives_along || traffic.drives_against;
}

} // namespace

std::vector<Kerb> kerbs_of(const Streets& streets, std::span<const Place> places) {
    std::optional<StreetIndex> driven; // made only for a city with such places
    std::vector<Kerb> kerbs;
    kerbs.reserve(places.size());
    for (const Place place : places) {
        stop_if_interrupted();
        Kerb& kerb = kerbs.emplace_back(Kerb{place, 0});
        if (is_driven(streets, place))
            continue;
        if (!driven)
            driven.emplace(streets, TravelMode::by_car);
        if (const auto near =
                driven->nearest(point_of(streets, place), std::numeric_limits<double>::max()))
            kerb = {near->place, walk_open(near->distance_cm, Pace{})};
    }
    return kerbs;
}

std::vector<Place> places_of(std::span<const Kerb> kerbs) {
    std::vector<Place> places;
    places.reserve(kerbs.size());
    for (const Kerb& kerb : kerbs)
        places.push_back(kerb.place);
    return places;
}

} // namespace careshed
