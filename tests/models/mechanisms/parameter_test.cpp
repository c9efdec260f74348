#include "models/mechanisms/parameter.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <string>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/random.hpp"
#include "engine/inputs/former_names.hpp"
#include "models/mechanisms/registry.hpp"

namespace careshed::parameter_test {

TEST_CASE("Every parameter has a unit, a source and a snake_case id of its own", "[parameter]") {
    std::set<std::string> ids;
    for (const ParameterInfo& info : all_parameters()) {
        const std::string id = info.id;
        INFO(id);
        CHECK(ids.insert(id).second);
        CHECK(id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos);
        CHECK(id.front() >= 'a');
        CHECK(id.find("__") == std::string::npos);
        CHECK_FALSE(std::string(info.title).empty());
        CHECK_FALSE(std::string(info.unit).empty());
        CHECK_FALSE(std::string(info.source).empty());
        CHECK(info.low <= info.value);
        CHECK(info.value <= info.high);
        if (info.spread != Spread::fixed)
            CHECK(info.low < info.high);
    }
    CHECK(ids.size() >= 50);
}

// That whatever is no assumption names a publication is checked by tests/structure/references.py.
TEST_CASE("An assumption gives its reason", "[parameter]") {
    const std::string opening = "assumption: ";
    for (const ParameterInfo& info : all_parameters()) {
        INFO(info.id);
        const std::string source = info.source;
        if (is_assumption(info))
            CHECK((source.starts_with(opening) && source.size() > opening.size()));
    }
}

TEST_CASE("The default is the median of every parameter", "[parameter]") {
    for (const ParameterInfo& info : all_parameters()) {
        INFO(info.id);
        CHECK(parameter_quantile(info, 0.5) == Approx(info.value).epsilon(1e-12));
    }
}

TEST_CASE("The range holds 95 % of a bell and all of a uniform", "[parameter]") {
    for (const ParameterInfo& info : all_parameters()) {
        INFO(info.id);
        if (info.spread == Spread::fixed)
            continue;
        const bool is_uniform = info.spread == Spread::uniform;
        const double p = is_uniform ? 1e-12 : 0.025;
        CHECK(parameter_quantile(info, p) == Approx(info.low).epsilon(1e-9).margin(1e-11));
        CHECK(parameter_quantile(info, 1 - p) == Approx(info.high).epsilon(1e-9));
    }
}

TEST_CASE("Quantiles rise and stay on the parameter's scale", "[parameter]") {
    for (const ParameterInfo& info : all_parameters()) {
        INFO(info.id);
        double last = -1;
        for (int k = 1; k < 2000; ++k) {
            const double value = parameter_quantile(info, k / 2000.0);
            CHECK(value >= last);
            last = value;
        }
        CHECK(parameter_quantile(info, 1e-15) >= 0);
        if (info.spread == Spread::logit_normal)
            CHECK(parameter_quantile(info, 1 - 1e-15) < 1);
    }
}

TEST_CASE("A parameter's default and range lie in its domain", "[parameter]") {
    for (const ParameterInfo& info : all_parameters()) {
        INFO(info.id);
        for (const double value : {info.low, info.value, info.high})
            CHECK_FALSE(domain_complaint(info, value).has_value());
    }
}

TEST_CASE("A domain says what is outside of it", "[parameter]") {
    ParameterInfo info{.id = "made_up",
                       .title = "",
                       .unit = "ratio",
                       .value = 0.5,
                       .low = 0.25,
                       .high = 1,
                       .spread = Spread::uniform,
                       .domain = Domain::share,
                       .source = ""};
    const auto complaint = [&](Domain domain, double value) {
        info.domain = domain;
        return domain_complaint(info, value).value_or(DomainComplaint{}).message;
    };
    CHECK(complaint(Domain::share, 0).empty());
    CHECK(complaint(Domain::share, 1.5) == "must be 0..1, got 1.5");
    CHECK(complaint(Domain::positive_share, -1) == "must be 0..1, got -1");
    CHECK(complaint(Domain::positive_share, 0) == "must be above 0, got 0");
    CHECK(complaint(Domain::positive, 2).empty());
    CHECK(complaint(Domain::positive, -2) == "must be above 0, got -2");
    CHECK(complaint(Domain::non_negative, 0).empty());
    CHECK(complaint(Domain::non_negative, -2) == "must not be negative, got -2");
    CHECK(complaint(Domain::up_to_a_year, 365).empty());
    CHECK(complaint(Domain::up_to_a_year, 400) == "must be 0..365, got 400");
    CHECK(complaint(Domain::up_to_a_year, -1) == "must not be negative, got -1");
    CHECK(complaint(Domain::fixed_by_streets, 0.5).empty());
    CHECK(complaint(Domain::fixed_by_streets, 0.6) == "cannot be changed");
    CHECK(domain_complaint(info, 2)->hint == "walking times on the streets are made for 0.5 ratio");
}

TEST_CASE("A parameter's draw is independent of others drawn or fixed", "[parameter]") {
    const std::uint64_t seed = 17;
    for (const std::uint32_t draw : {0U, 1U, 99U}) {
        const Parameters all = drawn_parameters({}, seed, draw);
        const Parameters fixed =
            drawn_parameters({{"frailty_sigma", 0.1}, {"detour", 1}}, seed, draw);
        for (const ParameterInfo& info : all_parameters()) {
            INFO(info.id);
            DrawStream alone({seed, Purpose::parameter, stable_id(draw_key_of(info)), draw});
            const double value = parameter_quantile(info, alone.uniform());
            CHECK(value_of(all, info.id) == value);
            if (std::string(info.id) != "frailty_sigma" && std::string(info.id) != "detour")
                CHECK(value_of(fixed, info.id) == value);
        }
        CHECK(value_of(fixed, "frailty_sigma") == 0.1);
    }
}

TEST_CASE("Half of the draws of a parameter fall below its default", "[parameter]") {
    constexpr int kDraws = 400;
    std::vector<int> below(all_parameters().size(), 0);
    for (int draw = 0; draw < kDraws; ++draw) {
        const Parameters set = drawn_parameters({}, 23, static_cast<std::uint32_t>(draw));
        for (std::size_t k = 0; k < below.size(); ++k)
            below[k] += value_of(set, all_parameters()[k].id) < all_parameters()[k].value;
    }
    for (std::size_t k = 0; k < below.size(); ++k) {
        const ParameterInfo& info = all_parameters()[k];
        INFO(info.id);
        if (info.spread == Spread::fixed || info.low == info.value)
            CHECK(below[k] == 0);
        else // four standard errors of a Bernoulli share of one half
            CHECK(std::abs(below[k] - kDraws / 2) <= 4 * std::sqrt(kDraws * 0.25));
    }
}

TEST_CASE("Attempts and draws of a parameter set are independent", "[parameter]") {
    const double first = value_of(drawn_parameters({}, 1, 0, 0), "booth_minutes");
    CHECK(value_of(drawn_parameters({}, 1, 0, 1), "booth_minutes") != first);
    CHECK(value_of(drawn_parameters({}, 1, 1, 0), "booth_minutes") != first);
    CHECK(value_of(drawn_parameters({}, 2, 0, 0), "booth_minutes") != first);
    CHECK(value_of(drawn_parameters({}, 1, 0, 0), "booth_minutes") == first);
}

TEST_CASE("Overrides off the scale or without a parameter are refused by name", "[parameter]") {
    ModelSpec model;
    model.overrides = {{"selection_residul", 1}};
    CHECK_THROWS_WITH(check_overrides(model), Catch::Contains("selection_residul"));
    model.overrides = {{"public_use_share", 1.2}};
    CHECK_THROWS_AS(check_overrides(model), Error);
    model.overrides = {{"booth_minutes", 0}};
    CHECK_THROWS_AS(check_overrides(model), Error);
    model.overrides = {{"public_use_share", 1}, {"booth_minutes", 30}};
    CHECK_NOTHROW(check_overrides(model));
    CHECK_THROWS_AS(value_of(default_parameters({}), "no_such"), Error);
}

TEST_CASE("Overrides off the scale are refused with their place and the range", "[parameters]") {
    const auto complaint = [](const std::map<std::string, double>& overrides) -> std::string {
        ModelSpec model;
        model.overrides = overrides;
        for (const auto& [id, value] : overrides)
            model.override_places[id] = "s.toml:9:1";
        try {
            check_overrides(model);
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::input);
            return error.what();
        }
        return "";
    };
    CHECK(complaint({{"witnessed_private_ratio", 1.5}}) ==
          "s.toml:9:1: error: model.overrides.witnessed_private_ratio must be 0..1, got 1.5 (hint: "
          "its "
          "range is 0.2 to 1 ratio)");
    CHECK(complaint({{"life_threatening_share", 0}}).find("above 0") != std::string::npos);
    CHECK(complaint({{"rescue_half_time", 0}}).find("above 0") != std::string::npos);
    CHECK(complaint({{"walking_speed", 0}}).find("cannot be changed") != std::string::npos);
    CHECK(complaint({{"propensity_sigma", -1}}).find("not be negative") != std::string::npos);
    CHECK(
        complaint({{"route_inject_share", 0.9}, {"route_smoke_share", 0.9}}).find("more than 1") !=
        std::string::npos);
    CHECK(complaint({{"daily_2_to_4_share", 0.9}}).find("more than 1") != std::string::npos);
    CHECK(complaint({{"witnessed_public", 1}}).find("below 1") != std::string::npos);
    CHECK(complaint({{"selection_residal", 1}}).find("did you mean selection_residual?") !=
          std::string::npos);
    CHECK(complaint({{"selection_residual", 0}, {"private_use_relocation", 0}}).empty());
}

TEST_CASE("No draw makes the uses of any hour negative", "[parameters]") {
    for (std::uint32_t draw = 0; draw < 2000; ++draw)
        for (const double share : hour_profile(drawn_parameters({}, 1, draw).use))
            REQUIRE(share >= 0);
}

TEST_CASE("Every parameter whose draws keep a former id may be overridden by it", "[parameter]") {
    std::size_t renamed = 0;
    for (const ParameterInfo& info : all_parameters()) {
        if (!*info.draw_key)
            continue;
        ++renamed;
        ConfigValue root = parse_toml(
            std::string("[model]\noverrides = { ") + info.draw_key + " = 1.25 }\n", "city.toml");
        std::vector<std::string> notes;
        std::vector<Complaint> complaints;
        replace_former_names(root, notes, complaints);
        const ConfigTable& model = *root.table()->values.at("model").table();
        const ConfigTable& overrides = *model.values.at("overrides").table();
        CHECK(overrides.values.size() == 1);
        CHECK(overrides.values.contains(info.id));
    }
    CHECK(renamed > 0);
}

} // namespace careshed::parameter_test
