// A scenario that uses former names of keys and words is read as one that uses the present ones.
#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "engine/inputs/former_names.hpp"

namespace careshed::former_names_test {

namespace {

struct Replaced {
    ConfigValue root;
    std::vector<std::string> notes;
    std::vector<Complaint> complaints;

    explicit Replaced(const std::string& text) : root(parse_toml(text, "city.toml")) {
        replace_former_names(root, notes, complaints);
    }
    [[nodiscard]] const ConfigTable& table(const std::string& name) const {
        return *root.table()->values.at(name).table();
    }
};

} // namespace

TEST_CASE("A former key is read as the present one, and its place is named", "[inputs]") {
    const Replaced read("[run]\nworlds = 4\ndraws = 10\n");
    CHECK(read.complaints.empty());
    const ConfigTable& run = read.table("run");
    CHECK_FALSE(run.values.contains("worlds"));
    CHECK(std::get<std::int64_t>(run.values.at("replications").value) == 4);
    CHECK(run.key_places.at("replications").starts_with("city.toml:2:"));
    REQUIRE(read.notes.size() == 1);
    CHECK(read.notes[0].starts_with("city.toml:2:"));
    CHECK(read.notes[0].find("run.worlds is now called replications") != std::string::npos);
}

TEST_CASE("A former word of a choice is read as the present one", "[inputs]") {
    const Replaced read("[model]\nqueue = \"played\"\n");
    CHECK(*read.table("model").values.at("queue").text() == "simulated");
    REQUIRE(read.notes.size() == 1);
    CHECK(present_word("queue", "played") == "simulated");
    CHECK(present_word("queue", "steady") == "steady");
    CHECK(present_word("structure", "played") == "played");
    CHECK(read.notes[0].find("\"played\" is now called \"simulated\"") != std::string::npos);
}

TEST_CASE("A key under both its names is refused, and present names bring no note", "[inputs]") {
    const Replaced both("[run]\nworlds = 4\nreplications = 5\n");
    REQUIRE(both.complaints.size() == 1);
    CHECK(both.complaints[0].where.starts_with("city.toml:2:"));
    CHECK(std::get<std::int64_t>(both.table("run").values.at("replications").value) == 5);
    const Replaced present("[run]\nreplications = 5\n[model]\nqueue = \"simulated\"\n");
    CHECK(present.notes.empty());
    CHECK(present.complaints.empty());
    CHECK(Replaced("run = 3\nmodel = \"x\"\n").notes.empty());
}

} // namespace careshed::former_names_test
