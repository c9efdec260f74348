#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>

#include "engine/core/text.hpp"
#include "engine/report/narrative.hpp"
#include "engine/report/page.hpp"
#include "engine/report/static_map.hpp"
#include "engine/report/street_path.hpp"
#include "engine/report/structural_assumptions.hpp"
#include "tests/engine/report/small_study.hpp"

namespace careshed::page_test {

using namespace careshed::testing;

namespace {

/// "" when the text is well-formed XML as far as tags, attributes, entities and nesting go, else a
/// reason.
std::string fault_of_xml(const std::string& xml) {
    std::vector<std::string> open;
    for (std::size_t at = 0; at < xml.size();) {
        if (xml[at] == '&') {
            const std::size_t end = xml.find(';', at);
            if (end == std::string::npos || end - at > 8)
                return "bare ampersand";
            at = end + 1;
            continue;
        }
        if (static_cast<unsigned char>(xml[at]) < 0x20 && xml[at] != '\n')
            return "control character";
        if (xml[at] != '<') {
            ++at;
            continue;
        }
        const std::size_t end = xml.find('>', at);
        if (end == std::string::npos)
            return "open tag";
        const std::string tag = xml.substr(at + 1, end - at - 1);
        if (tag.find('<') != std::string::npos || std::count(tag.begin(), tag.end(), '"') % 2 != 0)
            return "broken tag <" + tag;
        const std::string name =
            tag.substr(tag[0] == '/', tag.find_first_of(" /", 1) - (tag[0] == '/'));
        if (tag[0] == '/') {
            if (open.empty() || open.back() != tag.substr(1))
                return "closes " + tag;
            open.pop_back();
        } else if (tag.back() != '/') {
            open.push_back(tag.substr(0, tag.find(' ')));
        }
        at = end + 1;
    }
    return open.empty() ? "" : "left open: " + open.back();
}

} // namespace

TEST_CASE("Both maps are well-formed, titled and described, with any names of sites", "[report]") {
    const TemporaryFolder in("careshed-page-in");
    const auto small = small_study(in.path());
    small->city.candidates[0].name = "R&D <\"quoted\"> 'clinic'";
    const SiteDirectory directory = site_directory(small->study);
    for (const std::string& svg :
         {city_map(small->study, directory), best_site_map(small->study, directory)}) {
        CHECK(fault_of_xml(svg) == "");
        CHECK(svg.find("<title id=") != std::string::npos);
        CHECK(svg.find("<desc id=") != std::string::npos);
        CHECK(svg.find("role=\"img\"") != std::string::npos);
        CHECK(svg.find(" km</text>") + svg.find(" m</text>") != 2 * std::string::npos);
        CHECK(svg.find(">N</text>") != std::string::npos);
    }
}

TEST_CASE("The checker of well-formedness finds what is not", "[report]") {
    CHECK(fault_of_xml("<a><b/>x &amp; y</a>") == "");
    CHECK(fault_of_xml("<a>") != "");
    CHECK(fault_of_xml("<a><b></a></b>") != "");
    CHECK(fault_of_xml("<a>R&D is bare here</a>") != "");
    CHECK(fault_of_xml("<a t=\"x>y</a>") != "");
}

TEST_CASE("The page has every section, headed and in the order of the contents", "[report]") {
    const TemporaryFolder in("careshed-page-in");
    const auto small = small_study(in.path());
    const std::string page = report_page(small->study, small->facts.internal);
    std::size_t at = 0;
    for (const char* id : {"answer", "map", "ranking", "use", "people", "assumptions", "benchmark",
                           "warnings", "removed", "method", "parameters"}) {
        INFO(id);
        at = page.find("<section id=\"" + std::string(id) + "\"", at);
        REQUIRE(at != std::string::npos);
        CHECK(page.find("href=\"#" + std::string(id) + "\"") != std::string::npos);
    }
    CHECK(page.find("<html lang=\"en\">") != std::string::npos);
    CHECK(page.find("class=\"banner\"") < page.find("id=\"answer\""));
    CHECK(page.find("synthetic city: no real people or places") != std::string::npos);
    CHECK(page.find(">assumption</span>") != std::string::npos);
    CHECK(page.find("@media print") != std::string::npos);
    CHECK(page.find("race: Black") != std::string::npos);
    const auto count = [&](const std::string& word) {
        std::size_t found = 0;
        for (std::size_t from = page.find(word); from != std::string::npos;
             from = page.find(word, from + 1))
            ++found;
        return found;
    };
    CHECK(count("<table>") == count("<caption>"));
    CHECK(count("<table>") >= 7);
    CHECK(count("<h1>") == 1);
    const std::size_t body = page.find("<body>");
    const std::string rest = page.substr(body, page.rfind("</html>") - body);
    CHECK(fault_of_xml(rest) == "");
}

TEST_CASE("An internal page says so at its top", "[report]") {
    const TemporaryFolder in("careshed-page-in");
    const auto small = small_study(in.path());
    CHECK(report_page(small->study, small->facts.internal).find("INTERNAL") == std::string::npos);
    small->facts.internal = true;
    const std::string page = report_page(small->study, small->facts.internal);
    CHECK(page.find("INTERNAL: not for publication") < page.find("id=\"answer\""));
}

TEST_CASE("Small shares are reported as natural frequencies", "[report]") {
    CHECK(natural_frequency(1.7 / 774) == "about 22 in 10,000");
    CHECK(natural_frequency(0.25) == "about 25 in 100");
    CHECK(natural_frequency(0.012) == "about 12 in 1,000");
    CHECK(natural_frequency(0) == "none");
    CHECK(natural_frequency(1e-9) == "fewer than 1 in 1,000,000");
    CHECK(share_text(0.004) == "under 1 %");
    CHECK(share_text(0.996) == "over 99 %");
    CHECK(share_text(0) == "0 %");
    CHECK(share_text(1) == "100 %");
}

TEST_CASE("Sentences name comparators, the signed runs and what limits use", "[report]") {
    const TemporaryFolder in("careshed-page-in");
    const auto small = small_study(in.path());
    const SiteDirectory directory = site_directory(small->study);
    const std::string alternatives = alternatives_sentence(small->study, directory);
    CHECK(alternatives.find("It cannot be told apart from 1 other site (") == 0);
    CHECK(alternatives.find("equally good") == std::string::npos);
    CHECK(alternatives.find(kHostile) != std::string::npos);
    std::string all;
    for (const std::string& sentence : findings_of_best(small->study, directory))
        all += sentence + "\n";
    CHECK(all.find("about ") != std::string::npos);
    CHECK(all.find("Ambulance runs a year:") != std::string::npos);
    CHECK(all.find("2024 dollars") != std::string::npos);
    CHECK(all.find(" deaths a year averted (95 % interval ") != std::string::npos);
    CHECK(all.find("(deaths a year)") == std::string::npos);
    CHECK(all.find("dollars dollars") == std::string::npos);
    CHECK(limit_sentence(0.7).find("Booths limit") == 0);
    CHECK(limit_sentence(0).find("Demand limits its use; booths do in none") == 0);
}

TEST_CASE("A comparator surely worse by too little to matter is never reported as tied",
          "[report]") {
    const TemporaryFolder in("careshed-page-in");
    const auto small = small_study(in.path());
    OutcomeTable& table = small->study.outcomes;
    for (std::size_t draw = 0; draw < table.draws(); ++draw) // b: 0.04 behind a in every draw
        table.draws_of(1, 0)[draw] = table.draws_of(0, 0)[draw] - 0.04;
    small->study.ranking = rank_sites(table, "deaths_averted", 0.05);
    REQUIRE(small->study.ranking.sites[1].standing == Standing::close);
    const SiteDirectory directory = site_directory(small->study);
    const std::string alternatives = alternatives_sentence(small->study, directory);
    CHECK(
        alternatives.find("It is better by no more than 0.05 deaths a year on average than 1 other "
                          "site (") == 0);
    CHECK(alternatives.find("The other 4 sites do worse in at least 95 %") != std::string::npos);
    CHECK(alternatives.find("cannot be told apart") == std::string::npos);
    CHECK(verdict_of(small->study, directory).find("cannot be told apart") == std::string::npos);
    const std::string page = report_page(small->study, small->facts.internal);
    CHECK(page.find("</svg>Cannot be told apart from rank 1</li>") == std::string::npos);
    CHECK(page.find("</svg>Rank 1 is better by no more than 0.05 deaths a year on average") !=
          std::string::npos);
    CHECK(page.find("<br/><small>as good</small>") != std::string::npos);
    CHECK(page.find("<br/><small>tied</small>") == std::string::npos);
}

TEST_CASE("The answer states its result under the other account of distance", "[report]") {
    const TemporaryFolder in("careshed-page-in");
    const auto small = small_study(in.path());
    RankStudy& study = small->study;
    AlternativeRanks& other = study.alternatives[0];
    for (double& value : other.outcomes.draws_of(3, 0)) // the clinic, far ahead
        value = 5;
    other.ranking = rank_sites(other.outcomes, "deaths_averted", 0.05);
    const std::string& best = study.outcomes.sites()[study.ranking.sites[0].site];
    const int place = *place_in(other, best);
    REQUIRE(place > 1);
    const Summary there = other.ranking.sites[static_cast<std::size_t>(place - 1)].benefit;
    const std::string sentence = other_decay_sentence(study);
    CHECK(sentence.find("Under the other published account of distance (revealed), Library on "
                        "First Street averts " +
                        with_unit(there, study.outcomes.outcomes()[0])) == 0);
    CHECK(sentence.find("takes rank " + std::to_string(place) +
                        " of 6 sites; rank 1 is then Clinic at the river, which averts 5.00 deaths "
                        "a year (") != std::string::npos);
    const std::string page = report_page(study, small->facts.internal);
    CHECK(page.find(sentence) < page.find("id=\"map\""));
    small->scenario.model.decay = DecaySet::revealed; // rank_stated was not run
    CHECK(other_decay_sentence(study) == "");
    other.title = "rank_stated";
    CHECK(other_decay_sentence(study).find("distance (stated)") != std::string::npos);
    small->scenario.model.structure = Structure::ecological;
    CHECK(other_decay_sentence(study) == "");
}

TEST_CASE("A structure run in the central draw alone shows no interval", "[report]") {
    const TemporaryFolder in("careshed-page-in");
    const auto small = small_study(in.path());
    RankStudy& study = small->study;
    AlternativeRanks central;
    central.title = "rank_risk_share_1";
    central.assumption = "Risk differs.";
    central.outcomes = OutcomeTable(study.outcomes.sites(), {study.outcomes.outcomes()[0]}, 1);
    for (std::size_t site = 0; site < 6; ++site)
        central.outcomes.draws_of(site, 0)[0] = 2.29 - 0.1 * static_cast<double>(site);
    central.ranking = rank_sites(central.outcomes, "deaths_averted", 0.05);
    study.outcomes.central(study.ranking.sites[0].site, 0) = 3.09;
    CHECK(benefit_at_best(central, study) ==
          "central draw only: 2.29 (headline in the same draw: 3.09)");
    CHECK(benefit_at_best(study.alternatives[0], study).find("95 % interval") != std::string::npos);
    study.alternatives.push_back(central);
    const std::string page = report_page(study, small->facts.internal);
    CHECK(page.find("central draw only: 2.29 (headline in the same draw: 3.09)") !=
          std::string::npos);
    CHECK(page.find("2.29 (95 %") == std::string::npos);
    CHECK(page.find("2.29 to 2.29") == std::string::npos);
    CHECK(page.find("<li>Rank: risk share 1 - place if one assumes: Risk differs. (Central draw "
                    "only.)</li>") != std::string::npos);
}

TEST_CASE("No heading of the page is said twice and no unit beside a title that holds it",
          "[report]") {
    const TemporaryFolder in("careshed-page-in");
    const auto small = small_study(in.path());
    const std::string page = report_page(small->study, small->facts.internal);
    std::vector<std::string> headings;
    for (const char* level : {"<h2", "<h3"})
        for (std::size_t at = page.find(level); at != std::string::npos;
             at = page.find(level, at + 1)) {
            const std::size_t from = page.find('>', at) + 1;
            headings.push_back(page.substr(from, page.find("</h", from) - from));
        }
    REQUIRE(headings.size() > 12);
    std::sort(headings.begin(), headings.end());
    CHECK(std::adjacent_find(headings.begin(), headings.end()) == headings.end());
    CHECK(page.find("(uses a day)") == std::string::npos);
    CHECK(titled_with_unit(small->study.outcomes.outcomes()[0]) ==
          "Deaths averted (deaths a year)");
}

TEST_CASE("On paper only the bars go: every other column of the ranking stays", "[report]") {
    const TemporaryFolder in("careshed-page-in");
    const auto small = small_study(in.path());
    const std::string page = report_page(small->study, small->facts.internal);
    CHECK(page.find(".drawing{display:none}") > page.find("@media print"));
    const auto count = [&](const std::string& word) {
        std::size_t found = 0;
        for (std::size_t at = page.find(word); at != std::string::npos;
             at = page.find(word, at + 1))
            ++found;
        return found;
    };
    CHECK(count("<th scope=\"col\" class=\"drawing\">") == 2);
    CHECK(count("<td class=\"drawing\"><svg class=\"bar\"") == 9);
    CHECK(count("class=\"drawing\"") == 11);
}

TEST_CASE("A path of streets draws each piece once and stays within its size", "[report]") {
    const Streets streets = chessboard(10);
    std::vector<std::uint32_t> edges;
    for (std::uint32_t edge = 0; edge < streets.edges.size(); ++edge)
        edges.push_back(edge);
    const MapFrame frame = frame_around({0, 0}, {180'000, 180'000}, 1000);
    const std::string once = street_path(streets, edges, frame, 1'000'000);
    edges.insert(edges.end(), edges.begin(), edges.end());
    CHECK(street_path(streets, edges, frame, 1'000'000) == once);
    // 10 rows and 10 columns of straight streets: few strokes, however many blocks.
    CHECK(std::count(once.begin(), once.end(), 'M') <= 40);
    CHECK(street_path(streets, edges, frame, 60).size() < once.size());
    CHECK(street_path(streets, {}, frame, 100).empty());
}

TEST_CASE("A drawing maps the south-west corner to its lower left and keeps the scale",
          "[report]") {
    const MapFrame frame = frame_around({0, 0}, {1'000'000, 500'000}, 1600);
    CHECK(frame.width() <= 1600);
    CHECK(frame.width() > 1500);
    const Point low = frame.to_units({0, 0}), high = frame.to_units({1'000'000, 500'000});
    CHECK(low.x < high.x);
    CHECK(low.y > high.y);
    CHECK(std::abs((high.x - low.x) - 2 * (low.y - high.y)) <= 2);
    CHECK(frame.holds({500'000, 250'000}));
    CHECK_FALSE(frame.holds({-900'000, 0}));
}

} // namespace careshed::page_test
