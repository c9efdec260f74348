// What a run has read is what its manifest says, or the run ends: whatever happens to its files.
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/inputs/input_files.hpp"
#include "tests/engine/inputs/written_files.hpp"

namespace careshed::input_files_test {

namespace fs = std::filesystem;

namespace {

/// A scenario of a shapefile, a table and a database, with what was read of it.
struct ReadScenario {
    WrittenFiles files;
    fs::path deaths = files.write("deaths.csv", "day,lon,lat\n2019-07-04,1,2\n");
    fs::path roads = files.write("roads.shp", "lines");
    Scenario scenario;

    ReadScenario() {
        files.write("roads.dbf", "columns");
        scenario.streets.layer.source = roads;
        scenario.incidents.layer.source = deaths;
        scenario.areas.layer.source = "PG:dbname=city";
        scenario.inputs = input_files(scenario);
    }
    /// The files that the run is refused for.
    [[nodiscard]] std::vector<std::string> refused() const {
        std::vector<std::string> names;
        try {
            require_unchanged_inputs(scenario);
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::resource);
            for (const Complaint& complaint : error.complaints())
                names.push_back(fs::path(complaint.where).filename().string());
        }
        return names;
    }
};

using Names = std::vector<std::string>;

} // namespace

TEST_CASE("Files that stay as they were are those that were read", "[inputs]") {
    const ReadScenario read;
    REQUIRE(read.scenario.inputs.size() == 3);
    CHECK(read.scenario.inputs.front().path == read.deaths);
    CHECK(read.scenario.inputs.front().sha256 == sha256_of_file(read.deaths));
    CHECK(read.scenario.inputs.front().bytes == fs::file_size(read.deaths));
    CHECK(read.refused().empty());
    std::ifstream(read.deaths).get(); // reading changes nothing
    CHECK(read.refused().empty());
}

TEST_CASE("A file that is changed, cut, replaced, removed or added is named", "[inputs]") {
    const std::vector<std::pair<std::function<void(const ReadScenario&)>, Names>> changes{
        {[](const auto& r) { std::ofstream(r.deaths, std::ios::app) << "x"; }, {"deaths.csv"}},
        {[](const auto& r) { fs::resize_file(r.deaths, 5); }, {"deaths.csv"}},
        {[](const auto& r) { fs::remove(r.deaths); }, {"deaths.csv"}},
        {[](const auto& r) { fs::rename(r.files.write("new.csv", "day"), r.deaths); },
         {"deaths.csv"}},
        {[](const auto& r) { r.files.write("roads.prj", "WGS 84"); }, {"roads.prj"}},
        {[](const auto& r) {
             fs::remove(r.deaths);
             std::ofstream(r.roads) << "other";
         },
         {"deaths.csv", "roads.shp"}}};
    for (const auto& [change, names] : changes) {
        const ReadScenario read;
        change(read);
        CHECK(read.refused() == names);
    }
}

TEST_CASE("A file that was another one meanwhile is refused even with its own bytes again",
          "[inputs]") {
    const ReadScenario read;
    const fs::path aside = read.deaths.string() + ".aside";
    fs::rename(read.deaths, aside);
    read.files.write("deaths.csv", "day,lon,lat\n");
    fs::rename(aside, read.deaths);
    CHECK(read.refused() == Names{"deaths.csv"});
}

TEST_CASE("A manifest says what was read, not what stands there by then", "[inputs]") {
    const ReadScenario read;
    const auto before = read.scenario.inputs;
    std::ofstream(read.deaths, std::ios::app) << "x";
    CHECK(files_read(read.scenario) == before);
    Scenario unread = read.scenario;
    unread.inputs.clear();
    CHECK(files_read(unread) != before);
}

} // namespace careshed::input_files_test
