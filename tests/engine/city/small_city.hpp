// A square town of 11 x 11 crossings, 100 m apart, as files in a folder of its own: four areas,
// deaths, two stations, clinics and a school, each with a row that something is wrong with.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include "engine/core/random.hpp"
#include "engine/inputs/projection.hpp"
#include "engine/inputs/scenario.hpp"
#include "engine/inputs/scenario_file.hpp"

namespace careshed::test {

class SmallCity {
  public:
    struct AreaRow {
        std::string id, population, district, ring; ///< ring: JSON positions
    };

    SmallCity() {
        folder_ = std::filesystem::temp_directory_path() /
                  fmt::format("careshed-small-city-{}-{}", getpid(), next_++);
        std::filesystem::create_directories(folder_);
        write_streets(false);
        write_areas({{"a2", "500", "north", box(0, 0, 600, 600)},
                     {"a1", "400", "north", box(-600, 0, 0, 600)},
                     {"a4", "300", "south", box(0, -600, 600, 0)},
                     {"a3", "200.5", "south", box(-600, -1000, 0, 0)}});
        write_deaths();
        write("stations.csv", fmt::format("name,lon,lat\nEngine 2,{}\nEngine 1,{}\n",
                                          lon_lat(300, 300), lon_lat(-300, -310)));
        write("schools.csv", fmt::format("name,lon,lat\nOak School,{}\nElm School,{}\n",
                                         lon_lat(-450, 450), lon_lat(450, 450)));
        write_clinics();
    }
    ~SmallCity() { std::filesystem::remove_all(folder_); }
    SmallCity(const SmallCity&) = delete;
    SmallCity& operator=(const SmallCity&) = delete;

    [[nodiscard]] Scenario scenario() const {
        Scenario s;
        s.city_name = "Small";
        s.streets.layer.source = path("streets.geojson");
        s.areas.layer.source = path("areas.geojson");
        s.areas.id = "id";
        s.areas.population = "people";
        s.areas.district = "district";
        s.incidents.layer = table("deaths.csv");
        s.incidents.date = "day";
        s.incidents.years = {2018, 2019};
        s.incidents.holdout = YearRange{2020, 2020};
        s.incidents.groups = {"kind"};
        s.stations.layer = table("stations.csv");
        s.stations.given = true;
        s.candidates.layer = table("clinics.csv");
        s.candidates.name = "name";
        s.candidates.address = "address";
        s.candidates.place = "scenario.toml:9:1";
        s.rules = {{"away from schools", table("schools.csv"), Metres(150), "", ""}};
        return s;
    }

    [[nodiscard]] std::filesystem::path path(const std::string& name) const {
        return folder_ / name;
    }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(path(name)) << text;
    }
    /// "lon,lat" of metres east and north of the middle.
    [[nodiscard]] std::string lon_lat(double east, double north) const {
        const LonLat place = at(east, north);
        return fmt::format("{:.9f},{:.9f}", place.lon, place.lat);
    }
    [[nodiscard]] std::string box(double west, double south, double east, double north) const {
        return fmt::format("[{}],[{}],[{}],[{}],[{}]", lon_lat(west, south), lon_lat(east, south),
                           lon_lat(east, north), lon_lat(west, north), lon_lat(west, south));
    }
    [[nodiscard]] std::string bow_tie() const {
        return fmt::format("[{}],[{}],[{}],[{}],[{}]", lon_lat(0, 0), lon_lat(100, 100),
                           lon_lat(100, 0), lon_lat(0, 100), lon_lat(0, 0));
    }

    void write_streets(bool with_island) {
        street_rows_.clear();
        for (int i = -5; i <= 5; ++i)
            for (int k = -5; k < 5; ++k) {
                add_street(i * 100, k * 100, i * 100, (k + 1) * 100);
                add_street(k * 100, i * 100, (k + 1) * 100, i * 100);
            }
        if (with_island) { // the town, and a path that nothing joins; the clinic is moved beside it
            add_street(480, 560, 520, 560);
            trim_to_south();
        }
        write_collection("streets.geojson", street_rows_);
    }
    void write_areas(const std::vector<AreaRow>& rows) {
        area_rows_.clear();
        for (const AreaRow& row : rows)
            area_rows_.push_back(fmt::format(
                R"({{"type":"Feature","properties":{{"id":"{}","people":"{}","district":"{}"}},)"
                R"("geometry":{{"type":"Polygon","coordinates":[[{}]]}}}})",
                row.id, row.population, row.district, row.ring));
        write_collection("areas.geojson", area_rows_);
    }

    /// Rows of every file in another order.
    void shuffle_rows(std::uint64_t seed) {
        DrawStream draws({seed, Purpose::test, 77, 0});
        shuffle(street_rows_, draws);
        shuffle(area_rows_, draws);
        write_collection("streets.geojson", street_rows_);
        write_collection("areas.geojson", area_rows_);
        for (const char* name : {"deaths.csv", "stations.csv", "schools.csv", "clinics.csv"})
            shuffle_table(name, draws);
    }

  private:
    [[nodiscard]] LayerSpec table(const std::string& name) const {
        LayerSpec spec;
        spec.source = path(name);
        spec.x = "lon";
        spec.y = "lat";
        return spec;
    }
    /// On the very grid that build_city makes: centred on the streets, whose middle is -30, 40.
    [[nodiscard]] LonLat at(double east, double north) const {
        return grid_.unproject(
            {static_cast<std::int32_t>(east * 100), static_cast<std::int32_t>(north * 100)});
    }
    void add_street(double x1, double y1, double x2, double y2) {
        street_rows_.push_back(
            fmt::format(R"({{"type":"Feature","properties":{{}},"geometry":{{"type":"LineString",)"
                        R"("coordinates":[[{}],[{}]]}}}})",
                        lon_lat(x1, y1), lon_lat(x2, y2)));
    }
    /// Leaves the main network only where it is at least 250 m from the island.
    void trim_to_south() {
        std::vector<std::string> kept;
        for (const std::string& row : street_rows_) {
            const bool is_island = row == street_rows_.back();
            bool is_north = false;
            for (const int north : {400, 500})
                for (int east = -500; east <= 500; east += 100)
                    is_north |=
                        row.find(fmt::format("[{}]", lon_lat(east, north))) != std::string::npos;
            if (is_island || !is_north)
                kept.push_back(row);
        }
        street_rows_ = kept;
    }
    void write_deaths() {
        std::string rows = "day,report_date,kind,lon,lat\n";
        for (int i = 0; i < 28; ++i) // scattered; some have no report date, some no kind
            rows += fmt::format("{}-03-{:02}{},{},{},{}\n", i < 20 ? 2018 + i % 2 : 2020, i + 1,
                                i % 3 == 0 ? " 13:00:00" : "", i % 2 == 0 ? "" : "2018-03-30",
                                i % 5 == 0   ? ""
                                : i % 2 == 0 ? "a"
                                             : "b",
                                lon_lat(-480 + 33 * i, 450 - 31 * i));
        for (int i = 0; i < 12; ++i) // one place that stands in for unknown ones
            rows += fmt::format("2019-05-{:02},2019-06-01,a,{}\n", i + 1, lon_lat(210, 195));
        for (int i = 0; i < 12; ++i) // no coordinates
            rows += fmt::format("2019-06-{:02},2019-06-01,a,,\n", i + 1);
        for (int i = 0; i < 3; ++i) // no date
            rows += fmt::format(",2019-06-01,b,{}\n", lon_lat(10 * i, 10));
        for (int i = 0; i < 2; ++i) // far outside every area
            rows += fmt::format("2019-07-01,2019-07-02,b,{}\n", lon_lat(2500, 10 * i));
        for (int i = 0; i < 11; ++i) // another year
            rows += fmt::format("2001-07-01,2001-07-02,b,{}\n", lon_lat(20 * i, 10 * i));
        write("deaths.csv", rows);
    }
    void write_clinics() {
        std::string rows = "name,address,lon,lat\n";
        for (int i = 0; i < 4; ++i)
            rows += fmt::format("Clinic {},{} South St,{}\n", i + 1, i,
                                lon_lat(-300 + 200 * i, -200 + 17 * i));
        rows += fmt::format("Twin B,,{}\nTwin A,,{}\n", lon_lat(110, 210), lon_lat(100, 205));
        rows += fmt::format("Beside School,,{}\n", lon_lat(450, 350));
        rows += fmt::format("In The Fields,,{}\n", lon_lat(-50, -850));
        rows += fmt::format("Beyond,,{}\n", lon_lat(900, 0));
        write("clinics.csv", rows);
    }
    void write_collection(const std::string& name, const std::vector<std::string>& rows) const {
        write(name, fmt::format(R"({{"type":"FeatureCollection","features":[{}]}})",
                                fmt::join(rows, ",\n")));
    }
    static void shuffle(std::vector<std::string>& rows, DrawStream& draws) {
        for (auto i = static_cast<std::uint32_t>(rows.size()); i > 1; --i)
            std::swap(rows[i - 1], rows[draws.below(i)]);
    }
    void shuffle_table(const std::string& name, DrawStream& draws) const {
        std::ifstream file(path(name));
        std::string header, row;
        std::getline(file, header);
        std::vector<std::string> rows;
        while (std::getline(file, row))
            rows.push_back(row);
        shuffle(rows, draws);
        write(name, fmt::format("{}\n{}\n", header, fmt::join(rows, "\n")));
    }

    inline static int next_ = 0;
    std::filesystem::path folder_;
    LocalGrid grid_{-30.0, 40.0};
    std::vector<std::string> street_rows_, area_rows_;
};

} // namespace careshed::test
