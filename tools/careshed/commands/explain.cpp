// careshed explain: why this site and not that one, cause by cause, and what would turn the order.
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "engine/core/error.hpp"
#include "engine/core/text.hpp"
#include "engine/report/site_directory.hpp"
#include "models/expected/explanation.hpp"
#include "models/expected/rival_effects.hpp"
#include "models/studies/one_way.hpp"
#include "tools/careshed/commands/invocation.hpp"
#include "tools/careshed/prepared_study.hpp"
#include "tools/careshed/print_sheet.hpp"
#include "tools/careshed/site_choice.hpp"

namespace careshed {

namespace {

constexpr std::size_t kShownParameters = 5;

struct Pair {
    std::size_t site = 0, rival = 0;
};

/// Everything the answer is told from: one draw, every parameter at its centre.
struct Explanation {
    const PreparedStudy* prepared = nullptr;
    DrawSetup draw;
    DecaySet decay{};
    Pair pair;
    SiteFactors site, rival;
    std::array<double, kCauses> terms{};
};

/// The other candidate whose deaths averted are nearest; ties to the first.
std::size_t nearest_rival(const std::vector<double>& deaths, std::size_t site) {
    std::size_t nearest = site == 0 ? 1 : 0;
    for (std::size_t other = 0; other < deaths.size(); ++other)
        if (other != site &&
            std::abs(deaths[other] - deaths[site]) < std::abs(deaths[nearest] - deaths[site]))
            nearest = other;
    return nearest;
}

/// As named, else the site that averts most; its rival as named, else the nearest.
Pair chosen_pair(const Invocation& invocation, const City& city,
                 const std::vector<double>& deaths) {
    if (city.candidates.size() < 2)
        throw Error(ErrorKind::input, "candidates", "there is one candidate: nothing to compare",
                    "add candidates, or see careshed rank for what the one would do");
    Pair pair;
    pair.site = invocation.site.empty()
                    ? static_cast<std::size_t>(std::ranges::max_element(deaths) - deaths.begin())
                    : chosen_site(city, {invocation.site});
    pair.rival = invocation.against.empty() ? nearest_rival(deaths, pair.site)
                                            : chosen_site(city, {invocation.against, "--against"});
    if (pair.site == pair.rival)
        throw Error(ErrorKind::usage, "--against", "is the same candidate as --site",
                    "name another, or leave it out for the nearest rival");
    return pair;
}

Explanation explain(const Invocation& invocation, const PreparedStudy& prepared) {
    const StudyPlan& plan = prepared.plan;
    Explanation answer{&prepared, set_up_central(plan), {}, {}, {}, {}, {}};
    answer.decay = decay_named(prepared.scenario.model.decay);
    answer.pair =
        chosen_pair(invocation, prepared.city, deaths_averted(plan, answer.draw, answer.decay));
    const Pull pull = pull_of(plan, answer.draw, answer.decay);
    answer.site = site_factors(plan, answer.draw, pull, answer.pair.site);
    answer.rival = site_factors(plan, answer.draw, pull, answer.pair.rival);
    answer.terms = split_difference(answer.site, answer.rival);
    return answer;
}

std::string name_of(const Explanation& answer, std::size_t site) {
    return candidate_name(answer.prepared->city.candidates[site]);
}

std::string figure(double value) {
    return value >= 1000 ? pretty(value, 0) : fmt::format("{:.3g}", value);
}

Sheet terms_sheet(const Explanation& answer) {
    Sheet sheet{"explanation.csv",
                "One cause of the difference between two sites.",
                {{"cause", "What differs."},
                 {"deaths_averted", "Deaths a year that it makes; they add up to the difference."},
                 {"site", "The factor at the site."},
                 {"rival", "The factor at the rival."},
                 {"unit", "Of both."}},
                {}};
    for (const CauseInfo& info : cause_infos()) {
        const auto k = static_cast<std::size_t>(info.cause);
        sheet.rows.push_back({std::string(info.id), answer.terms[k], answer.site.factor[k],
                              answer.rival.factor[k], std::string(info.unit)});
    }
    return sheet;
}

void print_terms(const Explanation& answer) {
    const double difference = answer.site.deaths_averted - answer.rival.deaths_averted;
    fmt::print("{}: why {}, and why not {}\n\n", answer.prepared->city.name,
               name_of(answer, answer.pair.site), name_of(answer, answer.pair.rival));
    fmt::print("Deaths averted a year: {:.2f} and {:.2f} (exact formula without history, every "
               "parameter at its centre, {} decay).\nThe difference of {:+.2f} comes from\n\n",
               answer.site.deaths_averted, answer.rival.deaths_averted,
               answer.prepared->scenario.model.decay, difference);
    for (const CauseInfo& info : cause_infos()) {
        const auto k = static_cast<std::size_t>(info.cause);
        fmt::print("  {:>+7.3f}  {:<48} {} against {} {}\n", answer.terms[k], info.question,
                   figure(answer.site.factor[k]), figure(answer.rival.factor[k]), info.unit);
    }
    fmt::print("  -------\n  {:>+7.3f}\n\n", difference);
    fmt::print("Services that exist already are not in the model: nothing comes from them.\n");
}

const char* order_word(double difference, double now) {
    return (difference > 0) == (now > 0) ? "the same order" : "the other way round";
}

/// Other decay and the rival structures. Values that follow from deaths nearby are not told.
void print_structures(const Explanation& answer) {
    const StudyPlan& plan = answer.prepared->plan;
    const double now = answer.site.deaths_averted - answer.rival.deaths_averted;
    const DecaySet other = answer.decay == DecaySet::stated ? DecaySet::revealed : DecaySet::stated;
    const DeathsBySite there =
        deaths_by_site(plan, answer.draw, other, std::array{answer.pair.site, answer.pair.rival});
    fmt::print("\nUnder other beliefs\n  {:<16} {}: {:.2f} and {:.2f}\n",
               other == DecaySet::stated ? "stated decay" : "revealed decay",
               order_word(lead_of(there), now), there[0], there[1]);
    const Pull pull = pull_of(plan, answer.draw, answer.decay);
    const RivalEffects of_draw(answer.draw.fit, answer.draw.parameters);
    const auto rivals = [&](std::size_t site) {
        return of_draw.of((*plan.reach)[site], effect_of(plan, answer.draw, pull, site));
    };
    const auto here = rivals(answer.pair.site), against = rivals(answer.pair.rival);
    for (const RivalInfo& info : rival_infos()) {
        const auto r = static_cast<std::size_t>(info.rival);
        fmt::print("  {:<16} {}{}\n", info.name, order_word(here[r] - against[r], now),
                   info.ranks_only ? "" : fmt::format(": {:.2f} and {:.2f}", here[r], against[r]));
    }
}

std::string end_text(const DeathsBySite& end) {
    return end.empty() ? "not possible" : fmt::format("{:+.2f}", lead_of(end));
}

void print_parameters(const Explanation& answer) {
    const DeathsBySite now{answer.site.deaths_averted, answer.rival.deaths_averted};
    const std::vector<ParameterSwing> ways = one_way(
        answer.prepared->plan, answer.decay, std::array{answer.pair.site, answer.pair.rival});
    const auto turning =
        std::ranges::count_if(ways, [&](const ParameterSwing& way) { return way.turns(now); });
    if (turning == 0)
        fmt::print("\nNo single parameter turns the order within its range. The difference hangs "
                   "most on\n");
    else
        fmt::print("\nThe order turns within the range of {} of {} parameters.\n", turning,
                   ways.size());
    std::size_t shown = 0;
    for (const ParameterSwing& way : ways) {
        if (turning > 0 ? !way.turns(now) : shown == kShownParameters)
            continue;
        ++shown;
        fmt::print("  {:<34} {} at {}, {} at {}{}\n", way.parameter->id, end_text(way.low),
                   figure(way.parameter->low), end_text(way.high), figure(way.parameter->high),
                   way.turns_at ? "; even at " + figure(*way.turns_at) : "");
    }
}

} // namespace

int run_explain(const Invocation& invocation) {
    const auto prepared = prepare_study(invocation);
    const Explanation answer = explain(invocation, *prepared);
    if (invocation.format != TableFormat::table) {
        print_sheet(terms_sheet(answer), invocation.format);
        return 0;
    }
    if (!prepared->scenario.note.empty())
        fmt::print("{}\n", prepared->scenario.note);
    print_terms(answer);
    print_structures(answer);
    print_parameters(answer);
    fmt::print("\nHow sure the order is: careshed rank (all parameters and the incidence drawn "
               "together).\n");
    return 0;
}

} // namespace careshed
