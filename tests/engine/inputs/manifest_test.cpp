#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/inputs/manifest.hpp"
#include "tests/engine/inputs/written_files.hpp"

namespace careshed::manifest_test {

namespace {

nlohmann::json good() {
    return {{"schema", 1},
            {"program", {{"name", "careshed"}, {"version", "0.1.0"}}},
            {"verb", "rank"},
            {"arguments", {"s.toml", "-o", "out"}},
            {"scenario",
             {{"path", "s.toml"}, {"text", "schema = 1\n"}, {"sha256", sha256("schema = 1\n")}}},
            {"data", "data"},
            {"inputs",
             {{{"path", "a.csv"}, {"sha256", std::string(64, 'a')}, {"bytes", 12}},
              {{"path", "a database"}, {"sha256", nullptr}, {"bytes", nullptr}}}},
            {"seed", 7},
            {"host", "ignored"}};
}

} // namespace

TEST_CASE("A manifest is read back as it was written, unknown facts aside", "[inputs]") {
    const WrittenFiles files;
    const Manifest manifest = read_manifest(files.write("manifest.json", good().dump()));
    CHECK(manifest.verb == "rank");
    CHECK(manifest.arguments == std::vector<std::string>{"s.toml", "-o", "out"});
    CHECK(manifest.scenario_text == "schema = 1\n");
    CHECK(manifest.seed == 7);
    REQUIRE(manifest.inputs.size() == 2);
    CHECK(manifest.inputs[0].bytes == 12);
    CHECK(manifest.inputs[1].sha256.empty());
}

TEST_CASE("A changed or foreign manifest is refused and says what is wrong", "[inputs]") {
    const WrittenFiles files;
    const auto refused = [&](const std::string& bytes) -> std::string {
        try {
            (void)read_manifest(files.write("manifest.json", bytes));
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::input);
            return error.what();
        }
        FAIL("accepted");
        return "";
    };
    CHECK(refused("{").find("not valid JSON") != std::string::npos);
    CHECK(refused("[]").find("must be an object") != std::string::npos);
    for (const std::string key :
         {"schema", "program", "verb", "arguments", "scenario", "data", "inputs", "seed"}) {
        auto without = good();
        without.erase(key);
        CHECK(refused(without.dump()).find("has no \"" + key + "\"") != std::string::npos);
        auto wrong = good();
        wrong[key] = true;
        CHECK(refused(wrong.dump()).find("must be") != std::string::npos);
    }
    auto changed = good();
    changed["scenario"]["text"] = "schema = 2\n";
    CHECK(refused(changed.dump()).find("does not match") != std::string::npos);
    auto later = good();
    later["schema"] = 2;
    CHECK(refused(later.dump()).find("does not read") != std::string::npos);
    CHECK_THROWS_AS(read_manifest(files.folder() / "nix.json"), Error);
}

} // namespace careshed::manifest_test
