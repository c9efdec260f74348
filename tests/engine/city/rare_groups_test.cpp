#include <catch2/catch.hpp>

#include "engine/city/rare_groups.hpp"

namespace careshed::rare_groups_test {

namespace {

/// Deaths of each label, one column.
IncidentTable table_of(const std::vector<std::pair<std::string, int>>& deaths) {
    IncidentTable table;
    for (const auto& [label, count] : deaths) {
        for (int k = 0; k < count; ++k) {
            Incident incident;
            incident.group = static_cast<std::uint16_t>(table.groups.size());
            table.incidents.push_back(incident);
        }
        table.groups.push_back({{label}});
    }
    return table;
}

int deaths_of(const IncidentTable& table, const std::string& label) {
    int deaths = 0;
    for (const Incident& incident : table.incidents)
        deaths += table.groups[incident.group].labels[0] == label;
    return deaths;
}

} // namespace

TEST_CASE("A label that one death carries leaves no trace of its own", "[city]") {
    IncidentTable table = table_of({{"a", 40}, {"b", 12}, {"c", 6}, {"d", 5}, {"unknown", 1}});
    const auto merged = merge_rare_labels(table, 1);
    CHECK(merged == std::vector<std::vector<std::string>>{{"c", "d", "unknown"}});
    REQUIRE(table.groups.size() == 3);
    CHECK(deaths_of(table, "a") == 40);
    CHECK(deaths_of(table, "b") == 12);
    CHECK(deaths_of(table, kMergedLabel) == 12);
}

TEST_CASE("Rare labels that stay rare together take the next smallest with them", "[city]") {
    IncidentTable table = table_of({{"a", 40}, {"b", 12}, {"c", 3}, {"d", 2}});
    const auto merged = merge_rare_labels(table, 1);
    CHECK(merged == std::vector<std::vector<std::string>>{{"b", "c", "d"}});
    CHECK(deaths_of(table, kMergedLabel) == 17);
    CHECK(deaths_of(table, "a") == 40);
}

TEST_CASE("Labels with 11 deaths or more are left as they are", "[city]") {
    IncidentTable table = table_of({{"a", 11}, {"b", 30}});
    CHECK(merge_rare_labels(table, 1) == std::vector<std::vector<std::string>>{{}});
    CHECK(deaths_of(table, "a") == 11);
}

TEST_CASE("Deaths of held-out years and survivors do not make a label common", "[city]") {
    IncidentTable table = table_of({{"a", 40}, {"b", 30}});
    for (Incident& incident : table.incidents)
        if (incident.group == 1)
            incident.held_out = true;
    const auto merged = merge_rare_labels(table, 1);
    CHECK(merged == std::vector<std::vector<std::string>>{{"a", "b"}});
}

TEST_CASE("Merging one column keeps the other", "[city]") {
    IncidentTable table;
    table.groups = {{{"a", "x"}}, {{"b", "x"}}, {{"c", "y"}}};
    for (int k = 0; k < 60; ++k) {
        Incident incident;
        incident.group = static_cast<std::uint16_t>(k < 25 ? 0 : k < 28 ? 1 : 2);
        table.incidents.push_back(incident);
    }
    merge_rare_labels(table, 2);
    // b (3 deaths) takes a (25) with it; c stays; the second column is untouched.
    REQUIRE(table.groups.size() == 2);
    CHECK(table.groups[0].labels == std::vector<std::string>{"c", "y"});
    CHECK(table.groups[1].labels == std::vector<std::string>{kMergedLabel, "x"});
}

} // namespace careshed::rare_groups_test
