#include "models/studies/arm_choice.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/error.hpp"
#include "engine/core/text.hpp"
#include "models/studies/site_choice.hpp"

namespace careshed {

namespace {

/// Origin of a requested arm, and the kind of Error for a mistake there.
struct AskedAt {
    std::string where;
    ErrorKind kind = ErrorKind::usage;
};

/// Candidates of an arm, rising.
std::vector<std::size_t> sites_of(const City& city, const std::vector<std::string>& names,
                                  const AskedAt& at) {
    std::vector<std::size_t> sites;
    for (const std::string& name : names) {
        const std::size_t site = chosen_site(city, {name, at.where, at.kind});
        if (std::ranges::find(sites, site) != sites.end())
            throw Error(at.kind, at.where,
                        fmt::format("{} is in this arm twice", city.candidates[site].name),
                        "name each site once; booths = N in an [[arm]] makes one larger");
        sites.push_back(site);
    }
    if (sites.size() > kMostOpenSites)
        throw Error(
            at.kind, at.where,
            fmt::format("an arm may open {} sites at most, got {}", kMostOpenSites, sites.size()),
            "name fewer");
    std::ranges::sort(sites);
    return sites;
}

NamedArm arm_of(const City& city, const Scenario& scenario, const ArmSpec& spec) {
    NamedArm arm{spec.name, sites_of(city, spec.sites, {spec.place, ErrorKind::input}),
                 scenario.site};
    arm.site.booths = spec.booths.value_or(arm.site.booths);
    arm.site.hours = spec.hours.value_or(arm.site.hours);
    return arm;
}

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(' ');
    return first == std::string::npos ? ""
                                      : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

NamedArm arm_of(const City& city, const Scenario& scenario, const std::string& asked) {
    if (lower_case(asked) == "nothing")
        return {"nothing", {}, scenario.site};
    std::vector<std::string> names;
    for (const std::string& part : split(asked, '+')) {
        names.push_back(trimmed(part));
        if (names.back().empty())
            throw Error(ErrorKind::usage, "--arm",
                        fmt::format("\"{}\" lacks a site beside a +", asked),
                        "write S01, S01+S07 or nothing");
    }
    NamedArm arm{"", sites_of(city, names, {"--arm"}), scenario.site};
    for (const std::size_t site : arm.sites)
        arm.name += (arm.name.empty() ? "" : " + ") + city.candidates[site].name;
    return arm;
}

} // namespace

void require_two_arms(const Scenario& scenario, const std::vector<std::string>& asked) {
    const std::size_t arms = scenario.arms.size() + asked.size();
    if (arms < 2)
        throw Error(ErrorKind::usage, "careshed compare",
                    arms == 0 ? "there is no arm: nothing to compare"
                              : "there is one arm: nothing to compare it with",
                    "add --arm \"S01\", --arm \"S01+S07\" or --arm nothing, or an [[arm]] to the "
                    "scenario");
}

std::vector<NamedArm> chosen_arms(const City& city, const Scenario& scenario,
                                  const std::vector<std::string>& asked) {
    std::vector<NamedArm> arms;
    for (const ArmSpec& spec : scenario.arms)
        arms.push_back(arm_of(city, scenario, spec));
    for (const std::string& text : asked) {
        NamedArm arm = arm_of(city, scenario, text);
        if (std::ranges::find(arms, arm.name, &NamedArm::name) != arms.end())
            throw Error(ErrorKind::usage, "--arm",
                        fmt::format("two arms are called \"{}\"", arm.name),
                        "give it once; an [[arm]] of the scenario may have a name of its own");
        arms.push_back(std::move(arm));
    }
    return arms;
}

} // namespace careshed
