#include "tools/synthetic_city/plan.hpp"

#include <array>
#include <cmath>

#include "engine/core/error.hpp"
#include "engine/core/text.hpp"

namespace careshed::synthetic {
namespace {

constexpr double kHarborResidents = 230000;
constexpr double kTwinsResidents = 90000;
constexpr double kFlatResidents = 80000;
constexpr double kHarborDeaths = 180; // a year
constexpr int kMostExtraServices = 186;

/// Rounds to the nearest multiple of `step`, at least one step.
int grid_lines(double length, double block, int step) {
    const int steps = static_cast<int>(std::floor(length / block / step + 0.5));
    return step * (steps < 1 ? 1 : steps);
}

std::vector<ServicePlan> harbor_services(double f) {
    std::vector<ServicePlan> services = {
        {"Lantern Street Clinic", "clinic", {-3400, 640}, false},
        {"Chandler Clinic", "clinic", {-2700, -560}, true},
        {"West Strand Library", "library", {-4950, -1500}, false},
        {"Tidewater Library", "library", {-2400, -2000}, false},
        {"Beacon Point Library", "library", {-5050, 2500}, false},
        {"North Quay Clinic", "clinic", {-620, 2050}, false},
        {"Old Customs Library", "library", {-520, -850}, false},
        {"Ferry Stairs Clinic", "clinic", {1350, 2620}, true},
        {"Ropewalk Library", "library", {1750, -1250}, false},
        {"Heron Clinic", "clinic", {2480, -1060}, false},
        {"Millrace Library", "library", {2300, 980}, false},
        {"Signal Clinic", "clinic", {4700, -300}, false},
        {"Overlook Library", "library", {4700, 1650}, false},
        {"Breakwater Library", "library", {4150, -2150}, true},
        {"Gannet Clinic", "clinic", {3050, 2750}, false},
        {"Museum of Made-up Ships", "museum", {-3050, 900}, false},
    };
    for (ServicePlan& service : services)
        service.target = {service.target.x * f, service.target.y * f};
    return services;
}

/// One city of 11 by 6 km; all that has a place or a size grows with sqrt(residents), blocks stay.
CityPlan harbor(double residents) {
    const double f = std::sqrt(residents / kHarborResidents);
    CityPlan plan;
    plan.name = "harbor";
    plan.title = "Harbor (synthetic city): where should an overdose prevention center open?";
    plan.story =
        "A port of about 11 by 6 km with a river, two bridges, a hill of winding streets, parks "
        "and\n"
        "three places where deaths gather. It has a best site that is known from its recipe.";
    plan.residents = residents;
    plan.deaths_a_year = kHarborDeaths * residents / kHarborResidents;
    plan.block_x = 120;
    plan.block_y = 170;
    plan.columns = grid_lines(11040 * f, plan.block_x, 3);
    plan.rows = grid_lines(6120 * f, plan.block_y, 2);
    plan.jitter = 16;
    plan.missing_share = 0.05;
    plan.has_coast = true;
    plan.river = River{500 * f, 330 * f, 5200 * f, 95, {}};
    const int bridges = f < 1.5 ? 2 : static_cast<int>(std::floor(2 * f + 0.5));
    for (int b = 0; b < bridges; ++b)
        plan.river->bridges.push_back((-800 + 2600.0 * b / (bridges - 1)) * f);
    plan.hill = Disc{{3100 * f, 1900 * f}, 1000 * f};
    plan.parks = {{{-1500 * f, 1150 * f}, 430 * f},
                  {{1500 * f, 350 * f}, 360 * f},
                  {{-4600 * f, -400 * f}, 330 * f}};
    plan.centres = {{{-700 * f, -900 * f}, 1100 * f, 1.6}, {{2600 * f, -300 * f}, 900 * f, 0.9}};
    plan.hot_spots = {{{-3400 * f, 640 * f}, 480 * f, 0.36},
                      {{2450 * f, -1100 * f}, 430 * f, 0.11},
                      {{4650 * f, -350 * f}, 400 * f, 0.08}};
    plan.services = harbor_services(f);
    plan.stations = {{-3900 * f, -700 * f},
                     {-1000 * f, -1200 * f},
                     {-1800 * f, 2100 * f},
                     {2050 * f, 600 * f},
                     {4000 * f, -1300 * f}};
    plan.schools = static_cast<int>(residents / 10000);
    if (residents > kHarborResidents) {
        const double growth = residents / kHarborResidents - 1;
        plan.extra_services = static_cast<int>(std::min(14 * growth, 1.0 * kMostExtraServices));
        plan.extra_stations = static_cast<int>(5 * growth);
    }
    return plan;
}

/// The river runs along the mirror's axis; every place is listed for the east and copied to the
/// west.
CityPlan harbor_twins(double residents) {
    const double f = std::sqrt(residents / kTwinsResidents);
    CityPlan plan;
    plan.name = "harbor-twins";
    plan.title = "Harbor Twins (synthetic city): two mirror-image sites";
    plan.story = "The west is the exact mirror image of the east: streets, areas, residents, "
                 "stations and every\n"
                 "recorded death. Sites come in pairs; no honest ranking can prefer one of a pair.";
    plan.residents = residents;
    plan.deaths_a_year = 120 * residents / kTwinsResidents;
    plan.block_x = 130;
    plan.block_y = 150;
    plan.columns = grid_lines(7020 * f, plan.block_x, 6);
    plan.rows = grid_lines(3600 * f, plan.block_y, 2);
    plan.jitter = 15;
    plan.missing_share = 0.05;
    plan.mirrored = true;
    plan.river = River{0, 0, 1, 90, {-700 * f, 650 * f}};
    plan.parks = {{{1350 * f, 900 * f}, 300 * f}};
    plan.centres = {{{1500 * f, -300 * f}, 900 * f, 1.2}};
    plan.hot_spots = {{{2280 * f, 130 * f}, 380 * f, 0.6}};
    const std::vector<ServicePlan> east = {{"Larboard Clinic", "clinic", {2300, 150}, false},
                                           {"Mooring Library", "library", {820, -1250}, false},
                                           {"Headland Library", "library", {3150, 1500}, false}};
    for (const ServicePlan& service : east) {
        const Spot spot{service.target.x * f, service.target.y * f};
        plan.services.push_back({"East " + service.name, service.type, spot, false});
        plan.services.push_back({"West " + service.name, service.type, {-spot.x, spot.y}, false});
    }
    for (const Spot spot : {Spot{900 * f, 300 * f}, Spot{2700 * f, -800 * f}}) {
        plan.stations.push_back(spot);
        plan.stations.push_back({-spot.x, spot.y});
    }
    return plan;
}

/// A square of equal blocks and areas, equal residents and equal risk: only chance distinguishes
/// the four sites.
CityPlan harbor_flat(double residents) {
    const double f = std::sqrt(residents / kFlatResidents);
    CityPlan plan;
    plan.name = "harbor-flat";
    plan.title = "Harbor Flat (synthetic city): four sites that are equally good";
    plan.story = "A square of equal blocks with the same residents and the same risk on every "
                 "metre of street.\n"
                 "The four sites and stations turn into each other by a quarter turn; the recorded "
                 "deaths do\n"
                 "not. The true effects are equal, so a certain winner would be a mistake.";
    plan.residents = residents;
    plan.deaths_a_year = 100 * residents / kFlatResidents;
    plan.block_x = plan.block_y = 150;
    plan.columns = plan.rows = grid_lines(5400 * f, 150, 6);
    plan.area_columns = plan.area_rows = 2;
    const std::array<std::string, 4> names = {"North Basin Clinic", "West Basin Library",
                                              "South Basin Clinic", "East Basin Library"};
    Spot site{168 * f,
              1440 * f}; // beside the middle of a block, so that no other street is as near
    Spot station{1507 * f, 1440 * f};
    for (std::size_t turn = 0; turn < names.size(); ++turn) {
        const std::string type = turn % 2 == 0 ? "clinic" : "library";
        plan.services.push_back({names[turn], type, site, false});
        plan.stations.push_back(station);
        site = {-site.y, site.x};
        station = {-station.y, station.x};
    }
    return plan;
}

} // namespace

CityPlan plan_of(const std::string& name, std::optional<std::uint64_t> residents) {
    if (residents && (*residents < 10000 || *residents > 10000000))
        throw Error(ErrorKind::usage, "--residents",
                    "a synthetic city has 10000..10000000 residents, got " +
                        std::to_string(*residents));
    const auto size = [&](double standard) {
        return residents ? static_cast<double>(*residents) : standard;
    };
    if (name == "harbor")
        return harbor(size(kHarborResidents));
    if (name == "harbor-twins")
        return harbor_twins(size(kTwinsResidents));
    if (name == "harbor-flat")
        return harbor_flat(size(kFlatResidents));
    const std::array<std::string, 3> known = {"harbor", "harbor-twins", "harbor-flat"};
    const std::string nearest = nearest_word(name, known);
    throw Error(ErrorKind::usage, "--city", "there is no synthetic city \"" + name + "\"",
                nearest.empty() ? "choose one of harbor, harbor-twins, harbor-flat"
                                : "did you mean " + nearest + "?");
}

} // namespace careshed::synthetic
