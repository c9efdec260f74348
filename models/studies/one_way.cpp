#include "models/studies/one_way.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

#include "engine/core/error.hpp"

namespace careshed {

namespace {

/// Sums are rounded to fixed point, some 1e-9 of a site's.
constexpr double kSameFactor = 1e-6;

/// The evaluation at each value of each parameter.
struct Asked {
    const StudyPlan& plan;
    DecaySet decay;
    std::span<const std::size_t> sites;
};

/// Empty where the source site's volume cannot be reached.
DeathsBySite deaths_at(const Asked& asked, const ParameterInfo& parameter, double value) {
    try {
        return deaths_by_site(asked.plan, set_up_central(asked.plan, {{parameter.id, value}}),
                              asked.decay, asked.sites);
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::run)
            throw;
        return {};
    }
}

/// Parameters of the mechanisms in the exact formula.
std::set<std::string> formula_ids() {
    std::set<std::string> ids;
    for (const ParameterGroup& group : parameter_groups())
        if (group.moves_direct_effect)
            ids.insert(group.ids.begin(), group.ids.end());
    return ids;
}

bool same_sign(double a, double b) { return (a > 0) == (b > 0) && (a < 0) == (b < 0); }

bool is_scaled(const DeathsBySite& deaths, const DeathsBySite& centre) {
    for (std::size_t s = 1; s < centre.size(); ++s)
        if (std::abs(deaths[s] * centre[0] - deaths[0] * centre[s]) >
            kSameFactor * std::abs(deaths[0] * centre[s]))
            return false;
    return true;
}

/// Bisections of a range in the search for a rank reversal: to a four-thousandth of it.
constexpr int kHalvings = 12;

/// Rank reversal between the centre and an end at which the order is reversed; the one nearest to
/// the centre if there are several, but for those closer than the bisections resolve.
std::optional<double> reversal_towards(const Asked& asked, const ParameterInfo& parameter,
                                       double end) {
    double kept = parameter.value, turned = end;
    const DeathsBySite centre = deaths_at(asked, parameter, kept);
    for (int halving = 0; halving < kHalvings; ++halving) {
        const double middle = 0.5 * (kept + turned);
        const DeathsBySite deaths = deaths_at(asked, parameter, middle);
        if (deaths.empty())
            return std::nullopt;
        (same_sign(lead_of(deaths), lead_of(centre)) ? kept : turned) = middle;
    }
    return 0.5 * (kept + turned);
}

/// The nearer of the reversals towards either end, relative to the distance of that end.
std::optional<double> break_even(const Asked& asked, const ParameterSwing& swing,
                                 const DeathsBySite& centre) {
    const ParameterInfo& parameter = *swing.parameter;
    std::optional<double> nearest;
    double nearest_part = 2;
    for (const auto& [deaths, end] :
         {std::pair(&swing.low, parameter.low), std::pair(&swing.high, parameter.high)}) {
        if (deaths->empty() || same_sign(lead_of(*deaths), lead_of(centre)))
            continue;
        const auto turn = reversal_towards(asked, parameter, end);
        const double part =
            turn ? std::abs(*turn - parameter.value) / std::abs(end - parameter.value) : 2;
        if (part < nearest_part) {
            nearest = turn;
            nearest_part = part;
        }
    }
    return nearest;
}

} // namespace

double lead_of(const DeathsBySite& deaths) { return deaths[0] - deaths[1]; }

bool ParameterSwing::turns(const DeathsBySite& centre) const {
    const auto is_turned = [&](const DeathsBySite& end) {
        return !end.empty() && !same_sign(lead_of(end), lead_of(centre));
    };
    return is_turned(low) || is_turned(high);
}

bool ParameterSwing::is_idle(const DeathsBySite& centre) const {
    return low == centre && high == centre;
}

bool ParameterSwing::only_scales(const DeathsBySite& centre) const {
    const auto is_no_other = [&](const DeathsBySite& end) {
        return end.empty() || is_scaled(end, centre);
    };
    return (!low.empty() || !high.empty()) && is_no_other(low) && is_no_other(high);
}

double ParameterSwing::swing(const DeathsBySite& centre) const {
    double least = lead_of(centre), most = least;
    for (const DeathsBySite* end : {&low, &high})
        if (!end->empty()) {
            least = std::min(least, lead_of(*end));
            most = std::max(most, lead_of(*end));
        }
    return most - least;
}

std::vector<ParameterSwing> one_way(const StudyPlan& plan, DecaySet decay,
                                    std::span<const std::size_t> sites) {
    std::vector<ParameterSwing> swings;
    const std::set<std::string> of_formula = formula_ids();
    for (const ParameterInfo& parameter : all_parameters())
        if (of_formula.contains(parameter.id) && parameter.spread != Spread::fixed &&
            !plan.scenario->model.overrides.contains(parameter.id))
            swings.push_back({&parameter, {}, {}, {}});
    const DeathsBySite centre = deaths_by_site(plan, set_up_central(plan), decay, sites);
    const Asked of_all{plan, decay, sites}, of_two{plan, decay, sites.first(2)};
    for_each_index(swings.size(), plan.threads, [&](std::size_t k) {
        const ParameterInfo& parameter = *swings[k].parameter;
        swings[k].low = deaths_at(of_all, parameter, parameter.low);
        swings[k].high = deaths_at(of_all, parameter, parameter.high);
        swings[k].break_even_at = break_even(of_two, swings[k], centre);
    });
    std::ranges::sort(swings, {}, [&](const ParameterSwing& swing) {
        return std::pair(-swing.swing(centre), swing.parameter); // all stand in one table
    });
    return swings;
}

} // namespace careshed
