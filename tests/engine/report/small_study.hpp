// A made-up study small enough to read: a chessboard of streets, six candidates of which one
// carries a hostile name, two areas with few recorded deaths, 200 draws.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

#include "engine/core/random.hpp"
#include "engine/report/manifest.hpp"
#include "engine/report/rank_study.hpp"

namespace careshed::testing {

inline constexpr const char* kHostile = "<script>alert(1)</script>&\"'=cmd|x";
/// Would be found in any file that copied a recorded overdose.
inline constexpr double kSecretCount = 7;

struct SmallStudy {
    Scenario scenario;
    City city;
    WalkNetwork network;
    WalkTimes walk_times;
    RankStudy study;
    RunFacts facts;
};

inline void add_edge(Streets& streets, std::uint32_t from, std::uint32_t to) {
    Edge edge;
    edge.from = from;
    edge.to = to;
    edge.length_cm = 20'000;
    edge.first_shape = static_cast<std::uint32_t>(streets.shape.size());
    edge.shape_size = 2;
    streets.shape.push_back(streets.nodes[from]);
    streets.shape.push_back(streets.nodes[to]);
    streets.edges.push_back(edge);
}

/// side x side crossings, 200 m apart, with arcs both ways.
inline Streets chessboard(std::uint32_t side) {
    Streets streets;
    for (std::uint32_t row = 0; row < side; ++row)
        for (std::uint32_t column = 0; column < side; ++column)
            streets.nodes.push_back({static_cast<std::int32_t>(column) * 20'000,
                                     static_cast<std::int32_t>(row) * 20'000});
    for (std::uint32_t node = 0; node < side * side; ++node) {
        if (node % side + 1 < side)
            add_edge(streets, node, node + 1);
        if (node + side < side * side)
            add_edge(streets, node, node + side);
    }
    streets.component.assign(streets.nodes.size(), 0);
    std::vector<std::vector<Arc>> arcs(streets.nodes.size());
    for (std::uint32_t edge = 0; edge < streets.edges.size(); ++edge) {
        arcs[streets.edges[edge].from].push_back({streets.edges[edge].to, edge});
        arcs[streets.edges[edge].to].push_back({streets.edges[edge].from, edge});
    }
    streets.first_arc.push_back(0);
    for (const auto& of_node : arcs) {
        streets.arcs.insert(streets.arcs.end(), of_node.begin(), of_node.end());
        streets.first_arc.push_back(static_cast<std::uint32_t>(streets.arcs.size()));
    }
    return streets;
}

inline Candidate candidate_at(const City& city, std::uint32_t edge, std::string id,
                              std::string name) {
    Candidate candidate;
    candidate.id = std::move(id);
    candidate.name = std::move(name);
    candidate.place = {edge, 32768};
    const Edge& street = city.streets.edges[edge];
    const Point from = city.streets.nodes[street.from], to = city.streets.nodes[street.to];
    candidate.point = {(from.x + to.x) / 2, (from.y + to.y) / 2};
    candidate.lon_lat = city.grid.unproject(candidate.point);
    candidate.off_street_cm = 804;
    return candidate;
}

inline Area square(std::string id, std::int32_t west, std::int32_t east, std::int32_t top) {
    Area area;
    area.id = std::move(id);
    area.population = 4321;
    area.polygons = {{{{west, 0}, {east, 0}, {east, top}, {west, top}}}};
    return area;
}

inline City small_city() {
    City city;
    city.name = "Chessboard";
    city.grid = LocalGrid(-87.65, 41.85);
    city.streets = chessboard(24);
    city.areas = {square("west", 0, 230'000, 460'000), square("east", 230'000, 460'000, 460'000)};
    city.districts = {"city"};
    city.years = {2016, 2019};
    Incident incident;
    incident.point = {123'457, 234'569};
    incident.count = kSecretCount;
    incident.year = 2017;
    city.incidents = {incident};
    Station station;
    station.id = "engine 5";
    station.point = {300'000, 300'000};
    city.stations = {station};
    city.stations_stand_in = true;
    city.candidates = {candidate_at(city, 520, "a", "Library on First Street"),
                       candidate_at(city, 610, "b", kHostile),
                       candidate_at(city, 300, "c", "=HYPERLINK(\"http://x\")"),
                       candidate_at(city, 905, "d", "Clinic at the river"),
                       candidate_at(city, 95, "e", ""),
                       candidate_at(city, 700, "f", "Old fire house")};
    city.candidates[0].address = "1 First Street";
    city.removed = {{"Playground kiosk", "schools", "School No. 4", 112.5},
                    {"Station kiosk", "schools", "School No. 9", 12},
                    {"Island pier", "off the street network", "", 0}};
    city.findings = {{Finding::Level::warning, "streets", "2 pieces do not join the rest."},
                     {Finding::Level::note, "areas", "2 areas."}};
    return city;
}

inline OutcomeTable small_outcomes(const City& city, double spread) {
    const std::vector<OutcomeInfo> infos{
        {"deaths_averted", "Deaths averted", "deaths a year", 1, 2, "Direct effect."},
        {"deaths_averted_private", "Deaths averted, private", "deaths a year", 1, 2, "At home."},
        {"deaths_averted_public", "Deaths averted, public", "deaths a year", 1, 2, "Outside."},
        {"ems_runs_averted", "Runs averted", "runs a year", 1, 1, "Elsewhere."},
        {"ems_runs_on_site", "Runs called on site", "runs a year", -1, 1, "To the site."},
        {"ems_runs_net", "Net runs averted", "runs a year", 1, 1, "Signed."},
        {"dollars_marginal", "Saved at marginal cost", "dollars a year", 1, 0, "Signed."},
        {"uses_a_day", "Uses a day", "uses a day", 0, 0, "Served."},
        {"occupancy", "Occupancy", "share of booth hours", 0, 2, "Busy share."},
        {"capacity_limited", "Limited by booths", "share of draws", 0, 2, "1 if booths limit."}};
    std::vector<std::string> ids;
    for (const Candidate& candidate : city.candidates)
        ids.push_back(candidate.id);
    OutcomeTable table(ids, infos, 200);
    const std::vector<double> level{1.7, 1.62, 0.9, 0.6, 0.2, 1.1};
    for (std::size_t site = 0; site < ids.size(); ++site)
        for (std::size_t outcome = 0; outcome < infos.size(); ++outcome) {
            const double size = outcome < 3 ? 1 : outcome == 6 ? 500 : outcome == 7 ? 200 : 0.4;
            table.central(site, outcome) = level[site] * size;
            for (std::uint32_t draw = 0; draw < 200; ++draw) {
                // City-wide luck shared by all sites, and a little of each site's own.
                DrawStream shared({1, Purpose::test, outcome, draw});
                DrawStream own({1, Purpose::test, 100 * (outcome + 1) + site, draw});
                table.draws_of(site, outcome)[draw] =
                    level[site] * size * (0.5 + shared.uniform()) +
                    size * spread * (own.uniform() - 0.5);
            }
        }
    return table;
}

inline OutcomeTable small_groups(const City& city) {
    std::vector<std::string> ids;
    for (const Candidate& candidate : city.candidates)
        ids.push_back(candidate.id);
    OutcomeTable table(ids,
                       {{"deaths_averted:race=Black", "Deaths averted among Black people",
                         "deaths a year", 1, 2, "Part of the direct effect."},
                        {"deaths_averted:race=White", "Deaths averted among White people",
                         "deaths a year", 1, 2, "Part of the direct effect."}},
                       200);
    for (std::size_t site = 0; site < ids.size(); ++site)
        for (std::size_t outcome = 0; outcome < 2; ++outcome)
            for (std::uint32_t draw = 0; draw < 200; ++draw) {
                DrawStream stream({2, Purpose::test, 10 * site + outcome, draw});
                table.draws_of(site, outcome)[draw] = 0.3 + stream.uniform();
            }
    return table;
}

inline void fill_study(SmallStudy& small) {
    RankStudy& study = small.study;
    study.scenario = &small.scenario;
    study.city = &small.city;
    study.walk_times = &small.walk_times;
    study.assumption = "People walk to the site as surveys say, and volumes follow Vancouver.";
    study.money_basis = "Ambulance service, 2024 dollars, undiscounted.";
    study.outcomes = small_outcomes(small.city, 0.4);
    study.group_outcomes = small_groups(small.city);
    study.ranking = rank_sites(study.outcomes, "deaths_averted", 0.05);
    AlternativeRanks other;
    other.title = "rank_revealed";
    other.assumption = "People walk as records say.";
    other.outcomes = small_outcomes(small.city, 1.5);
    other.ranking = rank_sites(other.outcomes, "deaths_averted", 0.05);
    study.alternatives = {other};
    study.benchmarks = {{"recorded deaths within 800 m", 0.83, 4, "Mostly the same order."}};
    study.diagnostics = {{"held_out", "Held-out score", "", 0.41, "Better than flat.", false},
                         {"calls", "Calls above events", "share", 0.02,
                          "In 2 % of the draws more ambulances are called than needed.", true}};
    study.parameters = {{"use_share", "Share of uses", "share", "logit-normal", "Vancouver",
                         "Someone 2010", 0.3, 0.2, 0.4, false, ""},
                        {"luck", "Luck", "1", "uniform", "", "nobody", 1, 0.5, 1.5, true, ""}};
    study.hand_check = {{2, 1e-6, 2e-6, 300, 40}, {5, 3e-6, 1e-6, 100, 90}, {1, 0, 0, 0, 0}};
    study.hand_check_acceptance = 0.9;
    study.recorded_deaths_a_year = 774;
    study.sensitivity = {1.7,
                         0.2,
                         6,
                         {{"selection_residual",
                           "Risk of uses that come",
                           {0.3, true, 0.5, 0.06},
                           {2, true, 3.4, 0.4},
                           false,
                           true},
                          {"risk_share",
                           "Share of risk",
                           {0, true, 1.6, -0.1},
                           {1, false, 0, 0},
                           true,
                           false,
                           false,
                           0.25},
                          {"other_delay",
                           "Delay of the other set",
                           {1, true, 1.7, 0.2},
                           {2, true, 1.7, 0.2},
                           false,
                           true,
                           true}},
                         {{"uptake", 0.3, 0.1}, {"recorded deaths", 0.04, 0.05}},
                         {{"parameters", 0.09, "Kept."}, {"structure", 0.01, "Between."}}};
}

/// Writes the scenario's file and one input into `folder`, so that the manifest has something to
/// hash.
inline std::unique_ptr<SmallStudy> small_study(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    auto small = std::make_unique<SmallStudy>();
    Scenario& scenario = small->scenario;
    scenario.file = folder / "scenario.toml";
    scenario.text = "schema = 1\n";
    std::ofstream(folder / "streets.csv") << "x,y\n";
    scenario.streets.layer.source = folder / "streets.csv";
    scenario.name = "Chessboard: six addresses";
    scenario.note = "synthetic city: no real people or places";
    scenario.site.hours.text = "daily 10:00-18:00";
    RuleSpec rule;
    rule.name = "schools";
    rule.distance = Metres(304.8);
    scenario.rules = {rule};
    small->city = small_city();
    small->network = walk_network(small->city.streets);
    small->walk_times = compute_walk_times(small->network, small->city.candidates,
                                           Deciseconds(30 * 600), Threads{1});
    fill_study(*small);
    small->facts = {"rank", {"scenario.toml", "-o", "out"}, folder, "0.1.0", 2, 1.5, false};
    return small;
}

inline std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << stream.rdbuf();
    return bytes.str();
}

/// A fresh empty folder below the system's temporary one, removed at the end.
class TemporaryFolder {
  public:
    explicit TemporaryFolder(const std::string& name)
        : path_(std::filesystem::temp_directory_path() /
                (name + std::to_string(reinterpret_cast<std::uintptr_t>(this)))) {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    ~TemporaryFolder() { std::filesystem::remove_all(path_); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

} // namespace careshed::testing
