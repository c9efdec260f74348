// A table of recorded overdoses (CSV), once as points and once as counts by area. What is said of
// it never holds a cell: words of the rows that begin with "zq" are looked for in every message.
#include <cctype>
#include <cmath>
#include <cstdint>
#include <string>

#include "engine/city/incidents.hpp"
#include "tests/fuzz/fuzzed_file.hpp"
#include "tests/fuzz/small_ground.hpp"
#include "tests/fuzz/verdict.hpp"

namespace careshed::fuzz {

namespace {

IncidentsSpec spec_of(const std::filesystem::path& file, bool by_area) {
    IncidentsSpec spec;
    spec.layer.source = file;
    spec.date = std::string("day"); // g++ 12 warns of a literal that is assigned
    spec.fatal = std::string("died");
    spec.years = {2018, 2019};
    spec.holdout = YearRange{2020, 2020};
    spec.groups = {"kind"};
    if (by_area) {
        spec.area = std::string("area");
        spec.count = std::string("n");
    } else {
        spec.layer.x = std::string("lon");
        spec.layer.y = std::string("lat");
    }
    return spec;
}

/// Names of columns may be said: words that stand among them too are not looked for.
bool tells_a_cell(const std::string& table, const std::string& words) {
    const std::size_t rows = table.find('\n');
    if (rows == std::string::npos || table.find_first_of("\"\r") < rows || table.find("zq") < rows)
        return false;
    for (std::size_t at = table.find("zq", rows), end = 0; at != std::string::npos;
         at = table.find("zq", end)) {
        for (end = at; end < table.size() && std::isalnum(static_cast<unsigned char>(table[end]));)
            ++end;
        if (end - at >= 4 && words.find(table.substr(at, end - at)) != std::string::npos)
            return true;
    }
    return false;
}

void check(const IncidentTable& table, const SmallGround& town) {
    for (const Incident& one : table.incidents) {
        claim(one.area < town.areas.size() && one.group < table.groups.size() &&
                  (!one.place || one.place->edge < town.map.streets.edges.size()),
              "an event lies in an area, in a group and on a street that are there");
        claim(std::isfinite(one.count) && one.count >= 0, "events are counted");
        claim(one.year >= 2018 && one.year <= (one.held_out ? 2020 : 2019), "its year is used");
    }
}

} // namespace

} // namespace careshed::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace careshed;
    using namespace careshed::fuzz;
    static const SmallGround town;
    static const FuzzedFile file("deaths.csv");
    const std::string bytes(text_of(data, size));
    file.holding(bytes);
    for (const bool by_area : {false, true}) {
        std::vector<Finding> findings;
        auto read = verdict_of([&] {
            return read_incidents(spec_of(file.path(), by_area), town.ground,
                                  {&town.areas, &town.shapes}, findings);
        });
        for (const Finding& finding : findings)
            read.words += finding.text;
        claim(!tells_a_cell(bytes, read.words), "no message holds a cell of a row");
        if (read.value)
            check(*read.value, town);
    }
    return 0;
}
