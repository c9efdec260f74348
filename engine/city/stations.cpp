#include "engine/city/stations.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "engine/city/stable_names.hpp"
#include "engine/core/error.hpp"
#include "engine/core/visible_text.hpp"
#include "engine/inputs/findings.hpp"

namespace careshed {

namespace {

constexpr double kFarStationCm = 100'000; // worth saying

struct StationDraft {
    std::string name;
    Point point;
    Place place;
    bool is_far = false;
    auto operator<=>(const StationDraft&) const = default;
};

std::vector<StationDraft> draft_stations(const Layer& layer, const Ground& ground) {
    std::vector<StationDraft> drafts;
    for (const Feature& feature : layer.features) {
        if (!is_near(ground.extent, feature))
            continue;
        const Point point = ground.grid.project(feature.parts.front().rings.front().front());
        const auto snap = ground.car_index->nearest(point, kStationSnapCm);
        const std::string name = feature.values.empty() ? "" : visible_text(feature.values.front());
        if (snap)
            drafts.push_back({name.empty() ? "station" : name, point, snap->place,
                              snap->distance_cm > kFarStationCm});
    }
    std::ranges::sort(drafts);
    return drafts;
}

} // namespace

std::vector<Station> read_stations(const StationsSpec& spec, const Ground& ground,
                                   std::vector<Finding>& findings) {
    if (!spec.given) {
        add_note(findings, "stations", "none given: the published mean response time everywhere");
        return {};
    }
    LayerWish wish;
    if (const std::string name = find_column(spec.layer, "name"); !name.empty())
        wish.fields = {name};
    const Layer layer = read_layer(spec.layer, wish);
    report_crs("stations", layer, findings);
    expect_near(ground.extent, layer);
    const std::vector<StationDraft> drafts = draft_stations(layer, ground);
    if (drafts.empty())
        throw Error(ErrorKind::input, layer.title,
                    "no station lies within 5 km of the main street network",
                    "check that streets and stations are of the same city");

    std::vector<std::string> names;
    for (const StationDraft& draft : drafts)
        names.push_back(draft.name);
    const std::vector<std::string> ids = unique_slugs(names);
    std::vector<Station> stations;
    for (std::size_t i = 0; i < drafts.size(); ++i)
        stations.push_back({ids[i], drafts[i].place, drafts[i].point, spec.units});
    std::ranges::sort(stations, {}, [](const Station& s) -> const std::string& { return s.id; });

    add_note(findings, "stations",
             fmt::format("{}: {} stations{}", layer.title, plain_count(stations.size()),
                         spec.stand_in ? ", fire stations standing in for ambulance posts" : ""));
    if (const auto far = std::ranges::count_if(drafts, &StationDraft::is_far); far > 0)
        add_warning(findings, "stations",
                    plain_count(static_cast<std::size_t>(far)) +
                        " stand more than 1,000 m from the street they were snapped to");
    if (const std::size_t dropped = layer.features.size() - drafts.size(); dropped > 0)
        add_warning(findings, "stations",
                    plain_count(dropped) + " dropped: more than 5 km from the main street network");
    return stations;
}

} // namespace careshed
