#include "models/tables/comparison_sheets.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/core/text.hpp"

namespace careshed {

namespace {

using Json = nlohmann::ordered_json;

Sheet arms_sheet(const ComparedArms& compared) {
    Sheet sheet{"arms.csv",
                "One outcome of one arm, a year, beside a city without any site.",
                {{"arm", "Name of the arm."},
                 {"sites", "Ids of the candidates that open together, by +; empty when none does."},
                 {"outcome", "What is counted, as below."},
                 {"unit", "Its unit."},
                 {"mean", "Mean over draws."},
                 {"low", "2.5 % quantile over draws."},
                 {"high", "97.5 % quantile over draws."},
                 {"central", "The central draw: every parameter at its default."}},
                {}};
    const OutcomeTable& table = compared.outcomes;
    for (std::size_t arm = 0; arm < compared.arms.size(); ++arm) {
        std::vector<std::string> ids;
        for (const std::size_t site : compared.arms[arm].sites)
            ids.push_back(compared.prepared->city.candidates[site].id);
        for (std::size_t k = 0; k < table.outcomes().size(); ++k) {
            const Summary summary = table.summary(arm, k);
            sheet.rows.push_back({compared.arms[arm].name, join(ids, "+"), table.outcomes()[k].id,
                                  table.outcomes()[k].unit, summary.mean, summary.low, summary.high,
                                  table.central(arm, k)});
        }
    }
    return sheet;
}

Sheet pairs_sheet(const ComparedArms& compared) {
    Sheet sheet{"arm_pairs.csv",
                "One outcome of a pair of arms: what the first has more than the second, paired in "
                "every draw.",
                {{"first", "Name of an arm."},
                 {"second", "Name of another arm."},
                 {"outcome", "What is counted, as below."},
                 {"unit", "Its unit."},
                 {"mean", "First minus second, mean over draws."},
                 {"low", "2.5 % quantile of the difference over draws."},
                 {"high", "97.5 % quantile of the difference over draws."},
                 {"central", "The difference in the central draw."},
                 {"share_first_better",
                  "Share of draws in which the first does better, ties half; in which it has more, "
                  "where neither way is good."},
                 {"interpretation",
                  fmt::format("Of the first: better or worse when it is so in 95 % of draws "
                              "(larger or smaller, where neither way is good), equally good "
                              "when so but by no more than {} deaths averted a year, else "
                              "statistically indistinguishable.",
                              number(compared.prepared->scenario.run.indifference))},
                 {"standard_error", "Of the mean, Monte Carlo error alone."},
                 {"chance_in_draw",
                  "Standard deviation that Monte Carlo error adds to one draw's difference."}},
                {}};
    const OutcomeTable& table = compared.outcomes;
    for (const ArmPair& pair : compared.pairs) {
        const OutcomeInfo& info = table.outcomes()[pair.outcome];
        sheet.rows.push_back(
            {table.sites()[pair.first], table.sites()[pair.second], info.id, info.unit,
             pair.difference.mean, pair.difference.low, pair.difference.high, pair.central,
             pair.share_first_better, pair.interpretation,
             compared.comparison.chance_in_mean(pair.first, pair.second, pair.outcome),
             compared.comparison.chance_in_draw(pair.first, pair.second, pair.outcome)});
    }
    return sheet;
}

bool is_of_deaths(const ComparedArms& compared, const ArmPair& pair) {
    return pair.outcome == compared.outcomes.outcome("deaths_averted");
}

std::string sentence_of(const ComparedArms& compared, const ArmPair& pair) {
    return arm_pair_sentence(compared.outcomes, pair, compared.prepared->scenario.run.indifference);
}

Json arm_json(const ComparedArms& compared, std::size_t arm, const Gate& gate) {
    const NamedArm& named = compared.arms[arm];
    Json sites = Json::array();
    for (const std::size_t site : named.sites)
        sites.push_back({{"id", compared.prepared->city.candidates[site].id},
                         {"name", compared.prepared->city.candidates[site].name}});
    Json json{{"name", named.name},
              {"sites", sites},
              {"booths", named.site.booths},
              {"hours", named.site.hours.text}};
    const OutcomeTable& table = compared.outcomes;
    for (std::size_t k = 0; k < table.outcomes().size(); ++k) {
        const Summary summary = gate.figure(table.summary(arm, k));
        json["outcomes"][table.outcomes()[k].id] = {
            {"unit", table.outcomes()[k].unit},
            {"mean", summary.mean},
            {"low", summary.low},
            {"high", summary.high},
            {"central", gate.figure(table.central(arm, k))}};
    }
    return json;
}

Json pair_json(const ComparedArms& compared, const ArmPair& pair, const Gate& gate) {
    const Comparison& comparison = compared.comparison;
    const Summary difference = gate.figure(pair.difference);
    return {{"unit", compared.outcomes.outcomes()[pair.outcome].unit},
            {"mean", difference.mean},
            {"low", difference.low},
            {"high", difference.high},
            {"central", gate.figure(pair.central)},
            {"share_first_better", pair.share_first_better},
            {"interpretation", pair.interpretation},
            {"standard_error",
             gate.figure(comparison.chance_in_mean(pair.first, pair.second, pair.outcome))},
            {"chance_in_draw",
             gate.figure(comparison.chance_in_draw(pair.first, pair.second, pair.outcome))}};
}

/// Outcomes of a pair stand together.
Json pairs_json(const ComparedArms& compared, const Gate& gate) {
    const OutcomeTable& table = compared.outcomes;
    Json pairs = Json::array();
    for (const ArmPair& pair : compared.pairs) {
        if (pair.outcome == 0)
            pairs.push_back(
                {{"first", table.sites()[pair.first]}, {"second", table.sites()[pair.second]}});
        if (is_of_deaths(compared, pair))
            pairs.back()["sentence"] = sentence_of(compared, pair);
        pairs.back()["outcomes"][table.outcomes()[pair.outcome].id] =
            pair_json(compared, pair, gate);
    }
    return pairs;
}

/// Every key, at any depth.
void add_fields(const Json& json, std::vector<std::string>& fields) {
    for (const auto& [key, value] : json.items()) {
        if (json.is_object())
            fields.push_back(key);
        if (value.is_structured())
            add_fields(value, fields);
    }
}

} // namespace

std::vector<Sheet> comparison_sheets(const ComparedArms& compared) {
    return {arms_sheet(compared), pairs_sheet(compared)};
}

std::string comparison_json(const ComparedArms& compared, const Gate& gate) {
    const Scenario& scenario = compared.prepared->scenario;
    Json json{{"schema", 1},
              {"scenario", scenario.name},
              {"note", scenario.note},
              {"draws", scenario.run.draws},
              {"replications_per_draw", kArmReplications},
              {"years", scenario.run.years},
              {"decay", name_of(scenario.model.decay)},
              {"indifference", scenario.run.indifference}};
    json["arms"] = Json::array();
    for (std::size_t arm = 0; arm < compared.arms.size(); ++arm)
        json["arms"].push_back(arm_json(compared, arm, gate));
    json["pairs"] = pairs_json(compared, gate);
    std::vector<std::string> fields;
    add_fields(json, fields);
    gate.require_fields("comparison.json", fields);
    // Names are as their layers have them; a byte that is not UTF-8 must not stop the run.
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string arm_description(const City& city, const NamedArm& arm) {
    if (arm.sites.empty())
        return "no site opens";
    std::vector<std::string> names;
    for (const std::size_t site : arm.sites)
        names.push_back(city.candidates[site].name);
    const std::string last = names.back();
    names.pop_back();
    return fmt::format("{}{}{}; {} {}{}, open {}", join(names, ", "), names.empty() ? "" : " and ",
                       last, arm.site.booths, arm.site.booths == 1 ? "booth" : "booths",
                       names.empty() ? "" : " each", arm.site.hours.text);
}

std::vector<std::string> pair_sentences(const ComparedArms& compared) {
    std::vector<std::string> sentences;
    for (const ArmPair& pair : compared.pairs)
        if (is_of_deaths(compared, pair))
            sentences.push_back(sentence_of(compared, pair));
    return sentences;
}

std::string chance_sentence(const ComparedArms& compared) {
    const Comparison& comparison = compared.comparison;
    double in_mean = 0, in_draw = 0;
    for (const ArmPair& pair : compared.pairs)
        if (is_of_deaths(compared, pair)) {
            in_mean =
                std::max(in_mean, comparison.chance_in_mean(pair.first, pair.second, pair.outcome));
            in_draw =
                std::max(in_draw, comparison.chance_in_draw(pair.first, pair.second, pair.outcome));
        }
    return fmt::format(
        "Each draw was simulated in {} replications. Monte Carlo error leaves a standard "
        "error of at most {:.2g} deaths a year\nin a mean difference, and {:.2g} in "
        "that of a single draw, which widens the intervals.",
        kArmReplications, in_mean, in_draw);
}

} // namespace careshed
