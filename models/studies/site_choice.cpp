#include "models/studies/site_choice.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "engine/core/text.hpp"
#include "engine/core/visible_text.hpp"

namespace careshed {

namespace {

/// From the strictest reading to the loosest. Letters beyond ASCII must be typed as the layer has
/// them.
using Reading = bool (*)(const std::string& known, const std::string& wanted);
constexpr Reading kReadings[] = {
    [](const std::string& known, const std::string& wanted) { return known == wanted; },
    [](const std::string& known, const std::string& wanted) {
        return lower_case(known) == lower_case(wanted);
    },
    [](const std::string& known, const std::string& wanted) {
        return lower_case(known).starts_with(lower_case(wanted));
    }};

bool is_meant(const Candidate& candidate, const std::string& wanted, Reading reading) {
    return reading(candidate.id, wanted) || reading(candidate.name, wanted) ||
           std::ranges::any_of(candidate.merged,
                               [&](const std::string& name) { return reading(name, wanted); });
}

[[noreturn]] void refuse(const WantedSite& wanted, const std::string& message,
                         const std::string& hint) {
    throw Error(wanted.kind, wanted.where, message, hint);
}

void refuse_removed(const City& city, const WantedSite& wanted, Reading reading) {
    const auto removed = std::ranges::find_if(
        city.removed, [&](const RemovedCandidate& r) { return reading(r.name, wanted.name); });
    if (removed == city.removed.end())
        return;
    std::string why = removed->reason;
    if (!removed->feature.empty())
        why += fmt::format(", {:.0f} m from {}", removed->distance_m, removed->feature);
    refuse(wanted, fmt::format("{} may not be used ({})", removed->name, why),
           "change the scenario's rules to study it");
}

[[noreturn]] void refuse_unknown(const City& city, const WantedSite& wanted) {
    std::vector<std::string> known;
    for (const Candidate& candidate : city.candidates) {
        known.push_back(candidate.id);
        known.push_back(candidate.name);
    }
    const std::string near = nearest_word(wanted.name, known);
    refuse(wanted, fmt::format("there is no candidate \"{}\"", quoted_value(wanted.name)),
           near.empty()
               ? "`careshed access` lists ids and names in access.csv, `rank` in ranking.csv"
               : fmt::format("did you mean {}?", near));
}

} // namespace

std::size_t chosen_site(const City& city, const WantedSite& asked) {
    const WantedSite wanted{visible_text(asked.name), asked.where, asked.kind}; // as names are made
    for (const Reading reading : kReadings) {
        std::vector<std::size_t> meant;
        for (std::size_t site = 0; site < city.candidates.size(); ++site)
            if (is_meant(city.candidates[site], wanted.name, reading))
                meant.push_back(site);
        if (meant.size() == 1)
            return meant.front();
        if (meant.size() > 1)
            refuse(wanted,
                   fmt::format("\"{}\" fits {} candidates, among them {} and {}",
                               quoted_value(wanted.name), meant.size(),
                               city.candidates[meant[0]].name, city.candidates[meant[1]].name),
                   fmt::format("give the id: {} or {}", city.candidates[meant[0]].id,
                               city.candidates[meant[1]].id));
        refuse_removed(city, wanted, reading);
    }
    refuse_unknown(city, wanted);
}

} // namespace careshed
