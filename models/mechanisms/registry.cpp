#include "models/mechanisms/registry.hpp"

#include <set>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/random.hpp"
#include "engine/core/text.hpp"

namespace careshed {

namespace {

/// Calls mechanism(name, whether it moves the direct effect, values, fields) in the table's order.
template <class Set, class Mechanism> void for_each_mechanism(Set& set, Mechanism&& mechanism) {
    mechanism("people at risk", true, set.prevalence, prevalence_parameters());
    mechanism("use", true, set.use, use_parameters());
    mechanism("overdose", true, set.overdose, overdose_parameters());
    mechanism("rescue", true, set.rescue, rescue_parameters());
    mechanism("ambulance", true, set.ems, ems_parameters());
    mechanism("uptake", true, set.uptake, uptake_parameters());
    mechanism("the center", true, set.opc, opc_parameters());
    mechanism("money", false, set.economics, economics_parameters());
    mechanism("rival structures", false, set.rivals, rival_parameters());
    mechanism("time at risk", false, set.time_at_risk, time_at_risk_parameters());
    mechanism("tolerance", false, set.tolerance, tolerance_parameters());
    mechanism("supply", false, set.supply, supply_parameters());
}

/// Calls visit(info, value) for every parameter of a set, in the table's order.
template <class Set, class Visit> void for_each_parameter(Set& set, Visit&& visit) {
    for_each_mechanism(set, [&](const char*, bool, auto& part, auto fields) {
        for (const auto& field : fields)
            visit(field.info, part.*(field.field));
    });
}

std::vector<std::string> parameter_ids() {
    std::vector<std::string> ids;
    for (const ParameterInfo& info : all_parameters())
        ids.emplace_back(info.id);
    return ids;
}

/// Numbers a formula divides by or takes a power of.
bool must_be_positive(const std::string& id) {
    static const std::set<std::string> ids{"rescue_half_time",
                                           "canberra_rescue_half_time",
                                           "booth_minutes",
                                           "booth_patience",
                                           "years_at_risk",
                                           "block_length",
                                           "insite_catchment_radius",
                                           "detour",
                                           "decay_stated_rate",
                                           "adult_share",
                                           "people_using_illicit_opioids",
                                           "life_threatening_share",
                                           "insite_people_nearby",
                                           "new_york_people_per_km2"};
    return ids.contains(id);
}

/// Probabilities, shares, and ratios that multiply a probability.
bool must_be_share(const ParameterInfo& info) {
    const std::string_view unit = info.unit, id = info.id;
    return info.spread == Spread::logit_normal || unit == "probability" ||
           unit.starts_with("share") || id.ends_with("_private_ratio");
}

void check_override(const ParameterInfo& info, double value, const std::string& place,
                    ComplaintList& complaints) {
    const std::string subject = std::string("model.overrides.") + info.id;
    const std::string range =
        "its range is " + number(info.low) + " to " + number(info.high) + " " + info.unit;
    if (std::string_view(info.id) == "walking_speed" && value != info.value)
        complaints.add(place, subject + " cannot be changed",
                       "walking times on the streets are made for " + number(info.value) + " m/s");
    else if (must_be_share(info) && (value < 0 || value > 1))
        complaints.add(place, subject + " must be 0..1, got " + number(value), range);
    else if (must_be_positive(info.id) && !(value > 0))
        complaints.add(place, subject + " must be above 0, got " + number(value), range);
    else if (value < 0)
        complaints.add(place, subject + " must not be negative, got " + number(value), range);
}

/// What only holds of several parameters together.
void check_together(const ModelSpec& model, ComplaintList& complaints) {
    const Parameters set = default_parameters(model.overrides);
    const auto place_of = [&](const char* id) {
        const auto found = model.override_places.find(id);
        return found == model.override_places.end() ? std::string() : found->second;
    };
    if (set.use.route_inject_share + set.use.route_smoke_share > 1)
        complaints.add(place_of("route_smoke_share"),
                       "route_inject_share and route_smoke_share are more than 1 together",
                       "the rest of people use by other routes");
    if (set.use.daily_once_share + set.use.daily_2_to_4_share + set.use.daily_5_to_7_share > 1)
        complaints.add(place_of("daily_2_to_4_share"),
                       "the shares of daily uses are more than 1 together",
                       "the rest is eight or more uses a day");
    if (set.rescue.witnessed_public >= 1)
        complaints.add(place_of("witnessed_public"), "witnessed_public must be below 1",
                       "0.999 is as good as everyone");
}

} // namespace

const std::vector<ParameterInfo>& all_parameters() {
    static const std::vector<ParameterInfo> infos = [] {
        std::vector<ParameterInfo> rows;
        Parameters set;
        for_each_parameter(set, [&](const ParameterInfo& info, double&) { rows.push_back(info); });
        return rows;
    }();
    return infos;
}

const std::vector<ParameterGroup>& parameter_groups() {
    static const std::vector<ParameterGroup> groups = [] {
        std::vector<ParameterGroup> made;
        Parameters set;
        for_each_mechanism(set, [&](const char* name, bool moves, auto&, auto fields) {
            ParameterGroup& group = made.emplace_back(ParameterGroup{name, {}, moves});
            for (const auto& field : fields)
                group.ids.emplace_back(field.info.id);
        });
        return made;
    }();
    return groups;
}

void check_overrides(const ModelSpec& model) {
    ComplaintList complaints;
    const std::vector<std::string> ids = parameter_ids();
    for (const auto& [id, value] : model.overrides) {
        const auto place_it = model.override_places.find(id);
        const std::string place = place_it == model.override_places.end() ? "" : place_it->second;
        const ParameterInfo* known = nullptr;
        for (const ParameterInfo& info : all_parameters())
            known = info.id == id ? &info : known;
        if (known) {
            check_override(*known, value, place, complaints);
            continue;
        }
        const std::string near = nearest_word(id, ids);
        complaints.add(place, "there is no parameter \"" + id + "\"",
                       near.empty() ? "`careshed parameters` lists them all"
                                    : "did you mean " + near + "?");
    }
    complaints.throw_if_any();
    check_together(model, complaints);
    complaints.throw_if_any();
}

Parameters default_parameters(const std::map<std::string, double>& overrides) {
    Parameters set;
    for_each_parameter(set, [&](const ParameterInfo& info, double& value) {
        const auto fixed = overrides.find(info.id);
        value = fixed == overrides.end() ? info.value : fixed->second;
    });
    return set;
}

Parameters drawn_parameters(const std::map<std::string, double>& overrides, std::uint64_t seed,
                            std::uint32_t draw, std::uint32_t attempt) {
    const std::uint32_t replicate = draw + (attempt << 24);
    Parameters set;
    for_each_parameter(set, [&](const ParameterInfo& info, double& value) {
        const auto fixed = overrides.find(info.id);
        DrawStream draws({seed, Purpose::parameter, stable_id(info.id), replicate});
        value =
            fixed == overrides.end() ? parameter_quantile(info, draws.uniform()) : fixed->second;
    });
    return set;
}

double value_of(const Parameters& parameters, const std::string& id) {
    double found = 0;
    bool is_known = false;
    for_each_parameter(parameters, [&](const ParameterInfo& info, const double& value) {
        if (info.id == id) {
            found = value;
            is_known = true;
        }
    });
    if (!is_known)
        throw Error(ErrorKind::internal, "models/registry", "no parameter " + id);
    return found;
}

} // namespace careshed
