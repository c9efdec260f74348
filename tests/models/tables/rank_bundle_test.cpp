#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>

#include <gdal.h>
#include <nlohmann/json.hpp>
#include <ogr_api.h>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/steps.hpp"
#include "engine/core/text.hpp"
#include "engine/report/ranking_sheets.hpp"
#include "engine/report/sheet.hpp"
#include "models/tables/published_ranking.hpp"
#include "models/tables/rank_bundle.hpp"
#include "tests/engine/report/small_study.hpp"

namespace careshed::rank_bundle_test {

using namespace careshed::testing;
namespace fs = std::filesystem;

namespace {

std::map<std::string, std::string> files_below(const fs::path& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            files[fs::relative(entry.path(), folder).string()] = bytes_of(entry.path());
    return files;
}

std::map<std::string, std::string> bundle_of(const SmallStudy& small, const std::string& name) {
    const TemporaryFolder out(name);
    write_rank_bundle(out.path(), small.study, small.facts);
    return files_below(out.path());
}

/// Fields of one CSV line, quotes removed.
std::vector<std::string> fields_of(const std::string& line) {
    std::vector<std::string> fields(1);
    bool is_quoted = false;
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (line[at] == '"') {
            if (is_quoted && at + 1 < line.size() && line[at + 1] == '"')
                fields.back() += line[++at];
            else
                is_quoted = !is_quoted;
        } else if (line[at] == ',' && !is_quoted) {
            fields.emplace_back();
        } else {
            fields.back() += line[at];
        }
    }
    return fields;
}

std::vector<std::vector<std::string>> rows_of(const std::string& csv) {
    std::vector<std::vector<std::string>> rows;
    std::istringstream lines(csv);
    for (std::string line; std::getline(lines, line);)
        rows.push_back(fields_of(line));
    return rows;
}

double field(const std::vector<std::vector<std::string>>& rows, std::size_t row,
             const std::string& column) {
    const auto found = std::find(rows[0].begin(), rows[0].end(), column);
    REQUIRE(found != rows[0].end());
    return std::stod(rows[row][static_cast<std::size_t>(found - rows[0].begin())]);
}

} // namespace

TEST_CASE("A bundle holds the promised files", "[report]") {
    const TemporaryFolder in("careshed-report-in");
    const auto files = bundle_of(*small_study(in.path()), "careshed-report-names");
    std::set<std::string> names;
    for (const auto& [name, bytes] : files)
        names.insert(name);
    CHECK(names == std::set<std::string>{
                       "README.txt", "checklists/CHEERS.md", "checklists/ISPOR-SMDM.md",
                       "checklists/ODD.md", "checklists/STRESS-ABS.md", "convergence.csv",
                       "diagnostics.csv", "hand_check.csv", "manifest.json", "outcomes.csv",
                       "pairs.csv", "parameters.csv", "ranking.csv", "removed.csv", "report.html",
                       "sites.gpkg", "spread.csv", "tornado.csv", "variance.csv"});
}

TEST_CASE("Written twice, by other threads and another hour, only the manifest differs",
          "[report]") {
    const TemporaryFolder in("careshed-report-in");
    const auto small = small_study(in.path());
    auto first = bundle_of(*small, "careshed-report-one");
    small->facts.threads = 7;
    small->facts.seconds = 90000;
    small->facts.arguments = {"elsewhere"};
    auto second = bundle_of(*small, "careshed-report-two");
    CHECK(first["manifest.json"] != second["manifest.json"]);
    first.erase("manifest.json");
    second.erase("manifest.json");
    REQUIRE(first.size() == second.size());
    for (const auto& [name, bytes] : first) {
        INFO(name);
        CHECK((bytes == second[name]));
        CHECK_FALSE(bytes.empty());
    }
}

TEST_CASE("No recorded place or count and no input path is in any public file", "[report]") {
    const TemporaryFolder in("careshed-report-in");
    const auto small = small_study(in.path());
    small->study.recorded_deaths_a_year = kSecretCount / 4;
    const LonLat place = small->city.grid.unproject(small->city.incidents[0].point);
    for (const auto& [name, bytes] : bundle_of(*small, "careshed-report-privacy")) {
        INFO(name);
        CHECK(bytes.find("123457") == std::string::npos);
        CHECK(bytes.find("234569") == std::string::npos);
        CHECK(bytes.find(number(place.lon)) == std::string::npos);
        CHECK(bytes.find("1.75 ") ==
              std::string::npos); // recorded deaths a year disclose the count
        if (name != "manifest.json")
            CHECK(bytes.find(in.path().string()) == std::string::npos);
        if (name == "report.html") {
            CHECK(bytes.find("Fewer than 11 deaths") != std::string::npos);
            CHECK(bytes.find("deaths recorded a year") == std::string::npos);
        }
    }
}

TEST_CASE("Many recorded deaths are put beside the effect", "[report]") {
    const TemporaryFolder in("careshed-report-in");
    const auto files = bundle_of(*small_study(in.path()), "careshed-report-large");
    CHECK(files.at("report.html")
              .find("of about 774 deaths recorded a year (2016 to 2019): about 22 in 10,000 (") !=
          std::string::npos);
}

TEST_CASE("Hostile names are shown as text and never run", "[report]") {
    const TemporaryFolder in("careshed-report-in");
    const auto files = bundle_of(*small_study(in.path()), "careshed-report-hostile");
    const std::string& page = files.at("report.html");
    CHECK(page.find("<script") == std::string::npos);
    CHECK(page.find("&lt;script&gt;alert(1)&lt;/script&gt;") != std::string::npos);
    CHECK(page.find("default-src 'none'") != std::string::npos);
    for (const char* reach_out : {"<img", "<link", "<iframe", "url(", "@import", "src=", "onload"})
        CHECK(page.find(reach_out) == std::string::npos);
    for (const auto& row : rows_of(files.at("ranking.csv")))
        for (const std::string& cell : row)
            CHECK((cell.empty() || std::string("=@\t").find(cell[0]) == std::string::npos));
    CHECK(files.at("ranking.csv").find("'=HYPERLINK") != std::string::npos);
}

TEST_CASE("Every table has the columns its dictionary names, in that order", "[report]") {
    const TemporaryFolder in("careshed-report-in");
    const auto files = bundle_of(*small_study(in.path()), "careshed-report-dictionary");
    const std::string& readme = files.at("README.txt");
    std::size_t tables = 0;
    for (const auto& [name, bytes] : files) {
        if (name.find(".csv") == std::string::npos)
            continue;
        ++tables;
        const std::size_t entry = readme.find(name + "\n");
        REQUIRE(entry != std::string::npos);
        std::size_t at = entry;
        const auto rows = rows_of(bytes);
        for (const std::string& column : rows[0]) {
            INFO(name << " " << column);
            at = readme.find("\n  " + column + " ", at);
            REQUIRE(at != std::string::npos);
        }
        for (const auto& row : rows)
            CHECK(row.size() == rows[0].size());
    }
    CHECK(tables == 11);
}

TEST_CASE("The ranking is repeated exactly by its table", "[report]") {
    const TemporaryFolder in("careshed-report-in");
    const auto small = small_study(in.path());
    small->facts.internal = true; // in public, three digits
    const auto rows = rows_of(bundle_of(*small, "careshed-report-ranking").at("ranking.csv"));
    const Ranking& ranking = small->study.ranking;
    REQUIRE(rows.size() == ranking.sites.size() + 1);
    for (std::size_t place = 0; place < ranking.sites.size(); ++place) {
        const RankedSite& site = ranking.sites[place];
        CHECK(field(rows, place + 1, "rank") == static_cast<double>(place + 1));
        CHECK(rows[place + 1][1] == small->study.outcomes.sites()[site.site]);
        CHECK(field(rows, place + 1, "deaths_averted") == site.benefit.mean);
        CHECK(field(rows, place + 1, "deaths_averted_low") == site.benefit.low);
        CHECK(field(rows, place + 1, "p_best") == site.p_best);
        CHECK(field(rows, place + 1, "group") == site.group);
        const auto standing = std::find(rows[0].begin(), rows[0].end(), "standing");
        REQUIRE(standing != rows[0].end());
        CHECK(rows[place + 1][static_cast<std::size_t>(standing - rows[0].begin())] ==
              standing_name(site.standing));
        CHECK(field(rows, place + 1, "deaths_averted_central") ==
              small->study.outcomes.central(site.site, 0));
        CHECK(field(rows, place + 1, "rank_revealed") >= 1);
    }
}

TEST_CASE("In public, estimates have three digits, and shares of draws all of theirs", "[report]") {
    const TemporaryFolder in("careshed-report-in");
    const auto small = small_study(in.path());
    const auto rows = rows_of(bundle_of(*small, "careshed-report-digits").at("ranking.csv"));
    const RankedSite& best = small->study.ranking.sites.front();
    CHECK(field(rows, 1, "deaths_averted") == to_digits(best.benefit.mean, 3));
    CHECK(field(rows, 1, "p_best") == best.p_best);
}

TEST_CASE("A ranking to be published tells effects in steps, and the same order", "[report]") {
    const TemporaryFolder in("careshed-report-in");
    const auto small = small_study(in.path());
    RankStudy& study = small->study;
    const auto steps_of = [](const OutcomeTable& table) {
        return ToldSteps{std::vector(table.outcomes().size(), 0.5),
                         std::vector(table.sites().size(), 0.2)};
    };
    study.steps = steps_of(study.outcomes);
    study.group_steps = steps_of(study.group_outcomes);
    for (AlternativeRanks& alternative : study.alternatives)
        alternative.steps = steps_of(alternative.outcomes);
    const RankStudy told = published(study);
    for (std::size_t place = 0; place < study.ranking.sites.size(); ++place) {
        const RankedSite &exact = study.ranking.sites[place], &site = told.ranking.sites[place];
        CHECK(site.site == exact.site);
        CHECK(site.p_best == exact.p_best);
        const auto in_fifths = [](double v) { return to_step(v, step_of_at_least(0.2 * v)); };
        CHECK(site.benefit.mean == in_fifths(exact.benefit.mean));
        CHECK(told.outcomes.summary(site.site, 0).high == in_fifths(exact.benefit.high));
    }
    // The hand check gives what the ranking tells.
    const std::size_t best = study.ranking.sites.front().site;
    if (!study.analytic.empty() && study.analytic[best] != 0) {
        const double moved = told.analytic[best] / study.analytic[best];
        for (std::size_t row = 0; row < study.hand_check.size(); ++row)
            CHECK(told.hand_check[row].private_risk ==
                  Approx(moved * study.hand_check[row].private_risk));
    }
}

TEST_CASE("A removed candidate has a distance only where a distance rule removed it", "[report]") {
    const TemporaryFolder in("careshed-report-in");
    const auto small = small_study(in.path());
    small->city.removed[2].distance_m = 350; // to the nearest street: no rule's distance
    const auto files = bundle_of(*small, "careshed-report-removed");
    const auto rows = rows_of(files.at("removed.csv"));
    REQUIRE(rows.size() == 4);
    CHECK(rows[1][3] == "112.5");
    CHECK(rows[2][3] == "12");
    CHECK(rows[3][3] == "");
    CHECK(files.at("report.html").find("<td class=\"number\">350</td>") == std::string::npos);
    CHECK(files.at("report.html").find("<td class=\"number\">112</td>") != std::string::npos);
}

TEST_CASE("One merged group is one row of those who benefit", "[report]") {
    const TemporaryFolder in("careshed-report-in");
    const auto small = small_study(in.path());
    OutcomeTable merged(
        small->study.outcomes.sites(),
        {{"deaths_averted:race=other or unknown", "Deaths averted, other or unknown",
          "deaths a year", 1, 2, "Part of the direct effect."}},
        200);
    for (std::size_t site = 0; site < 6; ++site)
        for (double& value : merged.draws_of(site, 0))
            value = 0.5;
    small->study.group_outcomes = merged;
    const auto files = bundle_of(*small, "careshed-report-merged");
    CHECK(files.at("report.html").find("race: other or unknown") != std::string::npos);
    const auto rows = rows_of(files.at("outcomes.csv"));
    CHECK(std::count_if(rows.begin(), rows.end(), [](const std::vector<std::string>& row) {
              return row[2] == "race=other or unknown";
          }) == 6);
}

TEST_CASE("The last line of the convergence table is the ranking itself", "[report]") {
    const TemporaryFolder in("careshed-report-in");
    const auto small = small_study(in.path());
    small->facts.internal = true; // in public, three digits
    const auto rows = rows_of(bundle_of(*small, "careshed-report-stops").at("convergence.csv"));
    const std::size_t sites = small->study.ranking.sites.size();
    REQUIRE(rows.size() == 5 * sites + 1); // 10, 20, 50, 100 and 200 draws
    for (std::size_t place = 0; place < sites; ++place) {
        const std::size_t row = rows.size() - sites + place;
        CHECK(field(rows, row, "draws") == 200);
        CHECK(field(rows, row, "mean") == small->study.ranking.sites[place].benefit.mean);
        CHECK(field(rows, row, "p_best") == Approx(small->study.ranking.sites[place].p_best));
    }
    double first = 0; // by hand: mean of the first 10 draws of the best site
    for (std::size_t draw = 0; draw < 10; ++draw)
        first += small->study.outcomes.draws_of(small->study.ranking.sites[0].site, 0)[draw] / 10;
    CHECK(field(rows, 1, "mean") == Approx(first));
}

TEST_CASE("The hand check adds up, largest part first, without the order of its input",
          "[report]") {
    const TemporaryFolder in("careshed-report-in");
    const auto small = small_study(in.path());
    const std::string csv = bundle_of(*small, "careshed-report-hand").at("hand_check.csv");
    const auto rows = rows_of(csv);
    REQUIRE(rows.size() == 3); // the row without uses is left out
    double sum = 0, before = 1e9;
    for (std::size_t row = 1; row < rows.size(); ++row) {
        const double part = field(rows, row, "people") *
                            (field(rows, row, "private_risk") * field(rows, row, "private_uses") +
                             field(rows, row, "public_risk") * field(rows, row, "public_uses")) *
                            field(rows, row, "acceptance") * field(rows, row, "selection");
        CHECK(part <= before);
        before = part;
        sum += part;
    }
    CHECK(sum == Approx(0.9 * (2 * (1e-6 * 300 + 2e-6 * 40) + 5 * (3e-6 * 100 + 1e-6 * 90))));
    std::reverse(small->study.hand_check.begin(), small->study.hand_check.end());
    CHECK(bundle_of(*small, "careshed-report-hand").at("hand_check.csv") == csv);
}

TEST_CASE("The map layers hold every site in place, reached streets and areas without counts",
          "[report]") {
    const TemporaryFolder in("careshed-report-in"), out("careshed-report-map");
    const auto small = small_study(in.path());
    write_rank_bundle(out.path(), small->study, small->facts);
    const std::string file = (out.path() / "sites.gpkg").string();
    GDALDatasetH data = GDALOpenEx(file.c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr);
    REQUIRE(data != nullptr);
    OGRLayerH sites = GDALDatasetGetLayerByName(data, "sites");
    REQUIRE(sites != nullptr);
    CHECK(OGR_L_GetFeatureCount(sites, 1) == 6);
    OGRFeatureH first = OGR_L_GetNextFeature(sites);
    CHECK(std::string(OGR_F_GetFieldAsString(first, OGR_F_GetFieldIndex(first, "site_id"))) ==
          small->study.outcomes.sites()[small->study.ranking.sites[0].site]);
    const LonLat place = small->city.candidates[small->study.ranking.sites[0].site].lon_lat;
    CHECK(OGR_G_GetX(OGR_F_GetGeometryRef(first), 0) == place.lon);
    CHECK(OGR_G_GetY(OGR_F_GetGeometryRef(first), 0) == place.lat);
    OGR_F_Destroy(first);
    OGRLayerH reached = GDALDatasetGetLayerByName(data, "reached_streets");
    CHECK(OGR_L_GetFeatureCount(reached, 1) > 20);
    OGRLayerH areas = GDALDatasetGetLayerByName(data, "areas");
    CHECK(OGR_L_GetFeatureCount(areas, 1) == 2);
    CHECK(OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(areas)) == 2);
    CHECK(OGR_L_GetFeatureCount(GDALDatasetGetLayerByName(data, "layer_styles"), 1) == 3);
    GDALClose(data);
}

TEST_CASE("The manifest hashes what was read and repeats the run's choices", "[report]") {
    const TemporaryFolder in("careshed-report-in");
    const auto small = small_study(in.path());
    small->scenario.areas.layer.source = "PG:host=db password=hunter2";
    const auto files = bundle_of(*small, "careshed-report-manifest");
    const auto manifest = nlohmann::json::parse(files.at("manifest.json"));
    CHECK(manifest["schema"] == 1);
    CHECK(manifest["verb"] == "rank");
    CHECK(manifest["scenario"]["text"] == "schema = 1\n");
    CHECK(manifest["scenario"]["sha256"] == sha256("schema = 1\n"));
    REQUIRE(manifest["inputs"].size() == 2);
    CHECK(manifest["inputs"][0]["sha256"] == sha256("x,y\n"));
    CHECK(manifest["inputs"][0]["bytes"] == 4);
    CHECK(manifest["draws"] == 200);
    CHECK(manifest["rules"]["suppression_threshold"] == 11);
    CHECK(manifest["parameters"].size() == 2);
    for (const char* key : {"program", "seed", "libraries", "compiler", "threads", "host",
                            "started", "seconds", "arguments", "data"})
        CHECK(manifest.contains(key));
    CHECK(files.at("manifest.json").find("hunter2") == std::string::npos);
    // The scenario is as it was read, not as its file is now.
    small->scenario.text = "schema = 1 # again\n";
    const auto again =
        nlohmann::json::parse(bundle_of(*small, "careshed-report-again").at("manifest.json"));
    CHECK(again["scenario"]["sha256"] == sha256("schema = 1 # again\n"));
}

TEST_CASE("A row with too few cells is our own mistake and is caught", "[report]") {
    const Sheet sheet{"x.csv", "", {{"a", ""}, {"b", ""}}, {{1.0}}};
    CHECK_THROWS_AS(csv_bytes(sheet), Error);
}

TEST_CASE("A study with one site, no walk times and few outcomes still makes a bundle",
          "[report]") {
    const TemporaryFolder in("careshed-report-in");
    const auto small = small_study(in.path());
    OutcomeTable table({"a"},
                       {{"deaths_averted", "Deaths averted", "deaths a year", 1, 2, "Direct."}}, 3);
    small->study.outcomes = table;
    small->study.ranking = rank_sites(table, "deaths_averted", 0.05);
    small->study.group_outcomes = {};
    small->study.alternatives.clear();
    small->study.benchmarks.clear();
    small->study.walk_times = nullptr;
    const auto files = bundle_of(*small, "careshed-report-bare");
    CHECK(rows_of(files.at("ranking.csv")).size() == 2);
    CHECK(rows_of(files.at("pairs.csv")).size() == 1);
    CHECK(files.at("report.html").find("No effect that matters") != std::string::npos);
}

TEST_CASE("The tornado shows which parameters reverse the order and which only scale", "[report]") {
    const TemporaryFolder in("careshed-report-in");
    const auto small = small_study(in.path());
    const std::string tornado = csv_bytes(tornado_sheet(small->study.sensitivity));
    CHECK(tornado.find("selection_residual,0.3,2,0.5,3.4,0.06,0.4,,cannot change ranks\n") !=
          std::string::npos);
    // An end that cannot be is empty, not 0.
    CHECK(tornado.find("risk_share,0,1,1.6,,-0.1,,0.25,turns the order\n") != std::string::npos);
    // A parameter of a set that is not used says nothing of ranks.
    CHECK(tornado.find("other_delay,1,2,1.7,1.7,0.2,0.2,,changes nothing\n") != std::string::npos);
    CHECK(csv_bytes(spread_sheet(small->study.sensitivity)) ==
          "group,best_sd,lead_sd\nuptake,0.3,0.1\nrecorded deaths,0.04,0.05\n");
    CHECK(csv_bytes(variance_sheet(small->study.sensitivity)) ==
          "source,share,lead_sd,meaning\nparameters,0.9,0.3,Kept.\n"
          "structure,0.1,0.1,Between.\n");
    const auto files = bundle_of(*small, "careshed-report-tornado");
    const std::string& page = files.at("report.html");
    CHECK(page.find("Their order turns within the range of: Share of risk.") != std::string::npos);
    CHECK(page.find("not possible at 1") != std::string::npos);
    CHECK(page.find("turns the order at 0.25") != std::string::npos);
    CHECK(page.find("averts 1.70 deaths a year and leads rank 2 by 0.20") != std::string::npos);
    small->study.sensitivity.lead = -0.3;
    CHECK(bundle_of(*small, "careshed-report-behind")
              .at("report.html")
              .find("and is behind rank 2 by 0.30") != std::string::npos);
    small->study.sensitivity = {};
    CHECK(bundle_of(*small, "careshed-report-none").at("report.html").find("was not worked out") !=
          std::string::npos);
}

} // namespace careshed::rank_bundle_test
