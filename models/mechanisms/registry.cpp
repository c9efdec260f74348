#include "models/mechanisms/registry.hpp"

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
    mechanism("alternative structures", false, set.alternatives, alternative_parameters());
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

void check_override(const ParameterInfo& info, double value, const std::string& place,
                    ComplaintList& complaints) {
    if (const auto complaint = domain_complaint(info, value))
        complaints.add(place, std::string("model.overrides.") + info.id + " " + complaint->message,
                       complaint->hint);
}

/// Constraints on several parameters together.
void check_together(const ModelSpec& model, ComplaintList& complaints) {
    const Parameters set = default_parameters(model.overrides);
    for_each_mechanism(set, [&](const char*, bool, const auto& part, auto) {
        if constexpr (requires { joint_complaints(part); })
            for (const JointComplaint& one : joint_complaints(part)) {
                const auto place = model.override_places.find(one.id);
                complaints.add(place == model.override_places.end() ? "" : place->second,
                               one.message, one.hint);
            }
    });
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
        DrawStream draws({seed, Purpose::parameter, stable_id(draw_key_of(info)), replicate});
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
