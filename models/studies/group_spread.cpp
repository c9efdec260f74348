#include "models/studies/group_spread.hpp"

#include <cmath>
#include <optional>

#include "engine/core/error.hpp"
#include "models/studies/one_way.hpp"

namespace careshed {

namespace {

struct VariedGroup {
    std::string name;
    std::vector<std::string> ids; ///< empty: the recorded deaths
};

std::vector<VariedGroup> groups_of() {
    std::vector<VariedGroup> groups;
    for (const ParameterGroup& group : parameter_groups())
        if (group.moves_direct_effect)
            groups.push_back({group.name, group.ids});
    groups.push_back({"recorded deaths", {}});
    return groups;
}

std::optional<DrawSetup> drawn(const StudyPlan& plan, const VariedGroup& group,
                               std::uint32_t draw) {
    try {
        if (group.ids.empty())
            return set_up_central_of_incidence(plan, draw);
        const Parameters values =
            drawn_parameters(plan.scenario->model.overrides, plan.scenario->run.seed, draw);
        std::map<std::string, double> more;
        for (const std::string& id : group.ids)
            more[id] = value_of(values, id);
        return set_up_central(plan, more);
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::run)
            throw;
        return std::nullopt;
    }
}

double deviation(const std::vector<double>& values) {
    if (values.size() < 2)
        return 0;
    double mean = 0, squares = 0;
    for (const double value : values)
        mean += value / static_cast<double>(values.size());
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

} // namespace

std::vector<GroupSpread> group_spreads(const StudyPlan& plan, DecaySet decay,
                                       std::span<const std::size_t> sites) {
    const std::vector<VariedGroup> groups = groups_of();
    std::vector<std::optional<DeathsBySite>> found(groups.size() * kSpreadDraws);
    for_each_index(found.size(), plan.threads, [&](std::size_t k) {
        const auto draw = static_cast<std::uint32_t>(k % kSpreadDraws);
        if (const auto setup = drawn(plan, groups[k / kSpreadDraws], draw))
            found[k] = deaths_by_site(plan, *setup, decay, sites.first(2));
    });
    std::vector<GroupSpread> spreads;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        std::vector<double> first, lead;
        for (std::uint32_t draw = 0; draw < kSpreadDraws; ++draw)
            if (const auto& deaths = found[g * kSpreadDraws + draw]) {
                first.push_back(deaths->front());
                lead.push_back(lead_of(*deaths));
            }
        spreads.push_back({groups[g].name, deviation(first), deviation(lead),
                           static_cast<std::uint32_t>(first.size())});
    }
    return spreads;
}

} // namespace careshed
