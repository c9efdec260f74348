#include "engine/inputs/model_choices.hpp"

#include <catch2/catch.hpp>
#include <set>

using namespace careshed;

namespace {

/// The words of a switch in order, having checked that each names one value and none is lost.
template <class Choice> std::vector<std::string> words() {
    const std::vector<std::string> all = choice_names<Choice>();
    CHECK(std::set<std::string>(all.begin(), all.end()).size() == kCountOf<Choice>);
    for (const std::string& word : all) {
        INFO(word);
        const auto value = parse_choice<Choice>(word);
        REQUIRE(value.has_value());
        CHECK(name_of(*value) == word);
    }
    CHECK_FALSE(parse_choice<Choice>("").has_value());
    CHECK_FALSE(parse_choice<Choice>("no such word").has_value());
    return all;
}

using Words = std::vector<std::string>;

} // namespace

TEST_CASE("Every value of a switch has one word, and every word one value", "[inputs]") {
    CHECK(words<Structure>() ==
          Words{"calibrated", "mechanistic", "mechanistic_phi", "reach", "ecological"});
    CHECK(words<FatalitySet>() == Words{"profound", "canberra"});
    CHECK(words<DecaySet>() == Words{"stated", "revealed"});
    CHECK(words<Inversion>() == Words{"insite", "new_york", "both"});
    CHECK(words<History>() == Words{"on", "off"});
    CHECK(words<QueueKind>() == Words{"simulated", "steady"});
    CHECK(words<PaceKind>() == Words{"usual", "impaired"});
    CHECK(words<Allocation>() == Words{"even", "sequential"});
    CHECK(words<StopOn>() == Words{"draws", "p_best", "p_top", "interval"});
}

TEST_CASE("A value and its word are called alike", "[inputs]") {
    CHECK(std::string(name_of(Structure::mechanistic_phi)) == "mechanistic_phi");
    CHECK(std::string(name_of(FatalitySet::canberra)) == "canberra");
    CHECK(std::string(name_of(DecaySet::revealed)) == "revealed");
    CHECK(std::string(name_of(Inversion::new_york)) == "new_york");
    CHECK(std::string(name_of(History::off)) == "off");
    CHECK(std::string(name_of(QueueKind::steady)) == "steady");
    CHECK(std::string(name_of(PaceKind::impaired)) == "impaired");
    CHECK(std::string(name_of(Allocation::sequential)) == "sequential");
    CHECK(std::string(name_of(StopOn::p_top)) == "p_top");
}
