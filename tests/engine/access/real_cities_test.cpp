// Walking times on real streets, where their layers are at hand: every node from every site equal
// to a textbook search, and San Francisco's distances beside those that others have published.
#include <algorithm>
#include <array>
#include <filesystem>

#include <catch2/catch.hpp>
#include <fmt/core.h>

#include "engine/access/walk_times.hpp"
#include "engine/city/build_city.hpp"
#include "engine/city/ground.hpp"
#include "engine/city/streets/read_streets.hpp"
#include "engine/city/streets/street_heights.hpp"
#include "engine/core/random.hpp"
#include "engine/inputs/scenario_file.hpp"
#include "tests/engine/access/textbook_paths.hpp"
#include "tests/real_layers.hpp"

namespace careshed::real_cities_test {

using careshed::test::graph_back;
using careshed::test::textbook_dijkstra;
namespace fs = std::filesystem;

namespace {

constexpr Deciseconds kWholeCity(1'000'000);

std::vector<Candidate> drawn_sites(const StreetIndex& index, const Streets& streets) {
    std::vector<Candidate> sites;
    DrawStream draws({13, Purpose::test, 1, 0});
    while (sites.size() < 100) {
        const Point near =
            streets.nodes[draws.below(static_cast<std::uint32_t>(streets.nodes.size()))];
        const Point door{near.x + static_cast<std::int32_t>(draws.below(8000)) - 4000,
                         near.y + static_cast<std::int32_t>(draws.below(8000)) - 4000};
        const auto snap = index.nearest(door, 10'000);
        if (!snap || streets.component[streets.edges[snap->place.edge].from] != 0)
            continue;
        Candidate& site = sites.emplace_back();
        site.place = snap->place;
        site.off_street_cm = static_cast<std::uint32_t>(snap->distance_cm + 0.5);
    }
    return sites;
}

/// Compares every node of the city from every site.
void expect_exact(const char* city, const Streets& streets, const std::vector<Candidate>& sites) {
    const WalkNetwork network = walk_network(streets);
    const auto walk = compute_walk_times(network, sites, kWholeCity, Threads{2});
    std::vector<Place> places;
    for (const Candidate& site : sites)
        places.push_back(site.place);
    const auto graph = graph_back(network, places);
    std::size_t reached = 0;
    for (std::size_t i = 0; i < sites.size(); ++i) {
        const std::uint32_t leg = walk_open(sites[i].off_street_cm, network.pace);
        auto truth = textbook_dijkstra(graph, static_cast<std::uint32_t>(streets.nodes.size() + i));
        std::erase_if(truth, [&](const auto& known) {
            return known.first >= streets.nodes.size() || known.second + leg > walk.limit.value();
        });
        const std::vector<NodeTime>& rows = walk.to_candidate[i].nodes;
        REQUIRE(std::ranges::equal(rows, truth, [&](const NodeTime& row, const auto& known) {
            return row.node == known.first && row.time_ds == known.second + leg;
        }));
        reached += rows.size();
    }
    fmt::print("{}: {} walking times from {} sites equal a textbook search\n", city, reached,
               sites.size());
    REQUIRE(reached > sites.size() * streets.nodes.size() / 2);
}

StreetsSpec san_francisco_streets(const fs::path& data) {
    StreetsSpec spec;
    spec.layer.source = data / "streets.gpkg";
    spec.layer.layer = "streets";
    spec.from = "f_node";
    spec.to = "t_node";
    spec.freeways = "layer = 'FREEWAYS'";
    spec.footways = "layer = 'Streets_Pedestri'";
    return spec;
}

enum class Has { places, numbers };

Layer published(const fs::path& file, Has what, const std::vector<std::string>& fields) {
    LayerSpec spec;
    spec.source = file;
    LayerWish wish;
    wish.fields = fields;
    wish.geometry_needed = what == Has::places;
    if (wish.geometry_needed) {
        spec.x = "long";
        spec.y = "lat";
    }
    return read_layer(spec, wish);
}

double quantile(std::vector<double>& sorted, double share) {
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

} // namespace

TEST_CASE("Chicago's walking times equal a textbook search, every node, every candidate",
          "[access][real]") {
    const auto data = test::real_layers("chicago");
    if (!data)
        return;
    const City city = build_city(
        read_scenario(fs::path(CARESHED_SOURCE_DIR) / "scenarios/chicago/scenario.toml", *data));
    expect_exact("Chicago", city.streets, city.candidates);
}

TEST_CASE("San Francisco's walking times equal a textbook search, every node, 100 sites",
          "[access][real]") {
    const auto data = test::real_layers("san_francisco");
    if (!data)
        return;
    std::vector<Finding> findings;
    const StreetsRead read = read_streets(san_francisco_streets(*data), findings);
    expect_exact("San Francisco", read.streets,
                 drawn_sites(StreetIndex(read.streets), read.streets));
}

TEST_CASE("Portland's walking times up and down equal a textbook search, every node, 100 sites",
          "[access][real]") {
    const auto data = test::real_layers("portland");
    if (!data)
        return;
    StreetsSpec spec;
    spec.layer.source = *data / "portland-central-filtered.osm.pbf";
    spec.is_osm = true;
    std::vector<Finding> findings;
    StreetsRead read = read_streets(spec, findings);
    lay_on_ground(read, {*data / "portland-ned.tif", "", "", ""}, findings);
    expect_exact("Portland", read.streets, drawn_sites(StreetIndex(read.streets), read.streets));
}

TEST_CASE("San Francisco's distances are those that others have published", "[access][real]") {
    const auto data = test::real_layers("san_francisco");
    if (!data)
        return;
    std::vector<Finding> findings;
    const StreetsRead read = read_streets(san_francisco_streets(*data), findings);
    const StreetIndex index(read.streets);
    const WalkNetwork network = walk_network(read.streets);
    constexpr double kSnapCm = 40'000;
    const auto snapped = [&](const Feature& feature) {
        return index.nearest(read.grid.project(feature.parts[0].rings[0][0]), kSnapCm);
    };
    const Layer stores = published(*data / "spopt_store_sites_16.csv", Has::places, {"NAME"});
    const Layer tracts =
        published(*data / "spopt_demand_205_tract_centroids.csv", Has::places, {"NAME"});
    const Layer table = published(*data / "spopt_network_distance_16x205.csv", Has::numbers,
                                  {"distance", "name", "DestinationName"});
    std::vector<Place> homes;
    std::vector<std::uint32_t> legs;
    std::vector<std::string> home_names;
    for (const Feature& tract : tracts.features)
        if (const auto snap = snapped(tract)) {
            homes.push_back(snap->place);
            legs.push_back(walk_open(snap->distance_cm, network.pace));
            home_names.push_back(tract.values[0]);
        }
    std::vector<double> ratios;
    for (const Feature& store : stores.features) {
        const auto snap = snapped(store);
        if (!snap)
            continue;
        Candidate site;
        site.place = snap->place;
        site.off_street_cm = static_cast<std::uint32_t>(snap->distance_cm + 0.5);
        const auto walk = compute_walk_times(network, {&site, 1}, kWholeCity, Threads{1});
        const auto times = times_from_places(network, walk.to_candidate[0], kWholeCity, homes);
        for (const Feature& row : table.features) {
            const double metres = number_of(table, row, "distance");
            const auto home = std::ranges::find(home_names, row.values[2]);
            if (row.values[1] != store.values[0] || home == home_names.end() || metres < 300)
                continue;
            const auto i = static_cast<std::size_t>(home - home_names.begin());
            if (times[i] != kUnreached)
                ratios.push_back((times[i] + legs[i]) / 10.0 * network.pace.flat_mps / metres);
        }
    }
    std::ranges::sort(ratios);
    const double low = quantile(ratios, 0.05), middle = quantile(ratios, 0.5),
                 high = quantile(ratios, 0.95);
    fmt::print("San Francisco: our distance / published over {} pairs: p5 {:.3f}, median {:.3f}, "
               "p95 {:.3f}\n",
               ratios.size(), low, middle, high);
    CHECK(ratios.size() > 2000);
    CHECK(low >= 0.99);
    CHECK(middle >= 1.00);
    CHECK(middle <= 1.03);
    CHECK(high <= 1.09);
}

} // namespace careshed::real_cities_test
