#include "engine/city/candidates.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "engine/city/candidate_drafts.hpp"
#include "engine/city/stable_names.hpp"
#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/text.hpp"
#include "engine/inputs/findings.hpp"

namespace careshed {

namespace {

constexpr std::size_t kListedNames = 8;
constexpr double kFarFromStreetCm = 10'000;

/// Candidates removed by each reason, most first.
std::vector<std::pair<std::size_t, std::string>>
count_reasons(const std::vector<RemovedCandidate>& removed) {
    std::map<std::string, std::size_t> counts;
    for (const RemovedCandidate& one : removed)
        ++counts[one.reason];
    std::vector<std::pair<std::size_t, std::string>> reasons;
    for (const auto& [reason, count] : counts)
        reasons.emplace_back(count, reason);
    std::ranges::sort(reasons, [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    return reasons;
}

void refuse_none_on_streets(const CandidatesSpec& spec, const DraftTable& table) {
    if (!table.drafts.empty())
        return;
    const bool all_outside = std::ranges::all_of(table.removed, [](const RemovedCandidate& r) {
        return r.reason == "outside the city's areas";
    });
    const std::string where = spec.place.empty() ? table.title : spec.place + ": " + table.title;
    if (all_outside)
        throw Error(ErrorKind::input, where, "no candidate lies in the city's areas",
                    "check the filters (where) of candidates and areas");
    throw Error(ErrorKind::input, where,
                "no candidate stands within 200 m of the main street network",
                "check that streets and candidates are of the same city, and whether the streets "
                "fall into pieces");
}

void refuse_none_left(const CandidatesSpec& spec, const DraftTable& table) {
    if (!table.drafts.empty())
        return;
    std::string most;
    for (const auto& [count, reason] : count_reasons(table.removed))
        if (most.empty() && reason != "outside the city's areas" &&
            reason != "off the street network")
            most = fmt::format("the rule \"{}\" removed most: {}", reason, plain_count(count));
    throw Error(ErrorKind::input, spec.place, "the rules leave no candidate",
                most + "; shorten its distance or add candidates");
}

void apply_rules(DraftTable& table, std::span<const Rule> rules) {
    std::vector<CandidateDraft> kept;
    for (CandidateDraft& draft : table.drafts) {
        if (const auto violation = first_violation(rules, draft.points))
            table.removed.push_back(
                {draft.name, violation->rule, violation->feature, violation->distance_m});
        else
            kept.push_back(std::move(draft));
    }
    table.drafts = std::move(kept);
}

/// Ids come before the rules, so that a rule more or less renames nobody.
void give_ids(std::vector<CandidateDraft>& drafts) {
    std::vector<std::string> names;
    for (const CandidateDraft& draft : drafts)
        names.push_back(draft.name);
    const auto slugs = unique_slugs(names);
    for (std::size_t i = 0; i < drafts.size(); ++i)
        if (drafts[i].id.empty())
            drafts[i].id = slugs[i];
}

Candidate finished(const CandidateDraft& draft, const Ground& ground) {
    Candidate candidate;
    candidate.id = draft.id;
    candidate.stable = stable_id(draft.id);
    candidate.name = draft.name;
    candidate.address = draft.address;
    candidate.point = draft.point;
    candidate.lon_lat = ground.grid.unproject(draft.point);
    candidate.place = draft.place;
    candidate.off_street_cm = static_cast<std::uint32_t>(std::floor(draft.off_street_cm + 0.5));
    candidate.merged = draft.merged;
    return candidate;
}

void report_merged(const std::vector<CandidateDraft>& drafts, std::vector<Finding>& findings) {
    std::size_t merged = 0;
    std::vector<std::string> names;
    for (const CandidateDraft& draft : drafts) {
        merged += draft.merged.size();
        if (!draft.merged.empty())
            names.push_back(fmt::format("{} = {}", draft.name, join(draft.merged, " = ")));
    }
    if (merged > 0)
        add_note(findings, "candidates",
                 fmt::format("{} merged into another at the same address or within 25 m: {}",
                             plain_count(merged), short_list(names, kListedNames)));
}

void report_left(const DraftTable& table, std::vector<Finding>& findings) {
    for (const auto& [count, reason] : count_reasons(table.removed)) {
        std::vector<std::string> names;
        for (const RemovedCandidate& one : table.removed)
            if (one.reason == reason)
                names.push_back(one.name);
        std::ranges::sort(names);
        add_note(findings, "candidates",
                 fmt::format("{} removed: {} ({})", plain_count(count), reason,
                             short_list(names, kListedNames)));
    }
    add_note(findings, "candidates", plain_count(table.drafts.size()) + " left to be ranked");
    const auto far = std::ranges::count_if(table.drafts, [](const CandidateDraft& draft) {
        return draft.off_street_cm > kFarFromStreetCm;
    });
    if (far > 0)
        add_warning(findings, "candidates",
                    plain_count(static_cast<std::size_t>(far)) +
                        " stand more than 100 m from the street they were snapped to");
}

} // namespace

CandidateTable read_candidates(const CandidatesSpec& spec, const Ground& ground,
                               const ShapeIndex& areas, std::span<const Rule> rules,
                               std::vector<Finding>& findings) {
    DraftTable table = spec.layer ? draft_from_layer(spec, ground, areas, findings)
                                  : draft_from_grid(spec, ground, areas, findings);
    refuse_none_on_streets(spec, table);
    table.drafts = merge_same_places(std::move(table.drafts));
    report_merged(table.drafts, findings);
    give_ids(table.drafts);
    apply_rules(table, rules);
    refuse_none_left(spec, table);
    report_left(table, findings);

    CandidateTable result;
    for (const CandidateDraft& draft : table.drafts)
        result.candidates.push_back(finished(draft, ground));
    std::ranges::sort(result.candidates, {},
                      [](const Candidate& c) -> const std::string& { return c.id; });
    result.removed = std::move(table.removed);
    std::ranges::sort(result.removed, {}, [](const RemovedCandidate& r) {
        return std::tie(r.name, r.reason, r.feature, r.distance_m);
    });
    return result;
}

} // namespace careshed
