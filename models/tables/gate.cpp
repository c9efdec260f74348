#include "models/tables/gate.hpp"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/core/error.hpp"
#include "engine/core/safe_file.hpp"
#include "engine/core/steps.hpp"
#include "engine/core/text.hpp"
#include "engine/outcomes/disclosure.hpp"
#include "models/studies/outcome_list.hpp"

namespace careshed {

namespace {

/// Fields of one file that may be published for one reason, by blanks. "{outcome}" stands for every
/// outcome of a site, a lone "*" for the name that "*" has in the file's name.
struct Rule {
    const char* file;
    Reason reason;
    const char* fields;
};

constexpr Rule kRules[] = {
    {"ranking.csv", Reason::open, "site_id name address"},
    {"ranking.csv", Reason::estimate,
     "{outcome} {outcome}_low {outcome}_high deaths_averted_central deaths_averted_analytic "
     "expected_regret"},
    {"ranking.csv", Reason::order,
     "rank p_best p_top5 expected_rank rank_low rank_high group standing rank_stated rank_revealed "
     "rank_mechanistic rank_mechanistic_phi rank_reach rank_ecological rank_analytic "
     "rank_risk_share_0 rank_risk_share_half rank_risk_share_1 simulated_draws"},
    {"outcomes.csv", Reason::open, "site_id outcome group unit"},
    {"outcomes.csv", Reason::estimate, "mean low high central"},
    {"simulate/outcomes.csv", Reason::open, "outcome unit arm"},
    {"simulate/outcomes.csv", Reason::suppressed, "mean low high central"},
    {"pairs.csv", Reason::open, "site_id other_site_id outcome"},
    {"pairs.csv", Reason::estimate, "mean low high standard_error p_better"},
    {"convergence.csv", Reason::order, "draws rank site_id p_best p_best_error"},
    {"convergence.csv", Reason::estimate, "mean standard_error"},
    {"removed.csv", Reason::open, "name rule feature distance_m"},
    {"diagnostics.csv", Reason::model, "id title value unit flag meaning"},
    {"parameters.csv", Reason::open,
     "id title value low high unit distribution set reference_group assumption source"},
    {"hand_check.csv", Reason::model,
     "people private_risk public_risk private_uses public_uses acceptance selection"},
    {"tornado.csv", Reason::estimate,
     "parameter low high best_at_low best_at_high lead_at_low lead_at_high break_even "
     "interpretation"},
    {"spread.csv", Reason::estimate, "group best_sd lead_sd"},
    {"variance.csv", Reason::estimate, "source share lead_sd meaning"},
    {"sites.gpkg: reached_streets", Reason::open, "minutes"},
    {"sites.gpkg: areas", Reason::open, "area_id district"},
    {"sites.gpkg", Reason::estimate, ""},
    {"report.html", Reason::estimate, ""},
    {"checklists/CHEERS.md", Reason::open, ""},
    {"checklists/ISPOR-SMDM.md", Reason::open, ""},
    {"checklists/ODD.md", Reason::open, ""},
    {"checklists/STRESS-ABS.md", Reason::open, ""},
    {"README.txt", Reason::open, ""},
    {"manifest.json", Reason::open, ""},
    {"years.csv", Reason::open, "year"},
    {"years.csv", Reason::estimate, "deaths_averted deaths_averted_low deaths_averted_high"},
    {"years.csv", Reason::suppressed,
     "counted_baseline_low counted_baseline_high counted_with_site_low counted_with_site_high"},
    {"months.csv", Reason::open, "month"},
    {"months.csv", Reason::suppressed, "baseline_deaths_all_years deaths_averted_a_year"},
    {"areas.csv", Reason::open, "area"},
    {"areas.csv", Reason::suppressed, "baseline_deaths_all_years deaths_averted_a_year"},
    {"groups_*.csv", Reason::open, "*"},
    {"groups_*.csv", Reason::suppressed, "baseline_deaths_all_years deaths_averted_a_year"},
    {"incidence_score.csv", Reason::suppressed,
     "held_out_deaths level_ratio deviance deviance_by_population covered_share"},
    {"incidence_score.csv", Reason::open, "districts"},
    {"arms.csv", Reason::open, "arm sites outcome unit"},
    {"arms.csv", Reason::estimate, "mean low high central"},
    {"arm_pairs.csv", Reason::open, "first second outcome unit"},
    {"arm_pairs.csv", Reason::estimate,
     "mean low high central share_first_better interpretation standard_error chance_in_draw"},
    {"comparison.json", Reason::open,
     "schema scenario note draws replications_per_draw years decay indifference arms name sites id "
     "booths "
     "hours outcomes unit pairs first second {outcome}"},
    {"comparison.json", Reason::estimate,
     "mean low high central share_first_better interpretation standard_error chance_in_draw "
     "sentence"},
    {"access.csv", Reason::open,
     "site name residents_5_min residents_10_min residents_15_min residents_20_min mean_minutes "
     "worst_minutes street_km residents_stated residents_revealed catchment_residents "
     "places_per_1000"},
    {"people_at_risk.csv", Reason::open, "site over_minutes up_to_minutes column label"},
    {"people_at_risk.csv", Reason::rounded, "people"},
    {"equity.csv", Reason::open, "journey population column label not_reached"},
    {"equity.csv", Reason::rounded,
     "people mean_minutes equivalent_minutes_half equivalent_minutes_one gini "
     "concentration_index"},
    {"ems_response.csv", Reason::open, "up_to_minutes street_km residents"},
    {"legal_space.csv", Reason::open,
     "rule region allowed_straight allowed_walked freed_straight"
     " freed_walked"},
    {"access.gpkg: walksheds", Reason::open, "site minutes"},
    {"access.gpkg: ems_response", Reason::open, "minutes"},
    {"access.gpkg: areas", Reason::open, "area_id district"},
    {"access.gpkg", Reason::open, ""},
    {"walkshed.svg", Reason::open, ""},
    {"ems_response.svg", Reason::open, ""},
    {"explanation.csv", Reason::estimate, "cause deaths_averted site comparator unit"},
    {"check --format json", Reason::open,
     "city findings level topic text removed name reason feature distance_m"},
    {"rank --dry-run --format json", Reason::model,
     "candidates draws decay_sets replications_per_draw model_rows people seconds megabytes out "
     "out_exists "
     "resume resume_megabytes"},
};

std::vector<GateEntry> read_rules() {
    std::vector<GateEntry> entries;
    for (const Rule& rule : kRules) {
        if (*rule.fields == '\0')
            entries.push_back({rule.file, "", rule.reason});
        for (const std::string& field : split(rule.fields, ' ')) {
            const std::size_t at = field.find("{outcome}");
            if (at == std::string::npos && !field.empty())
                entries.push_back({rule.file, field, rule.reason});
            else if (at != std::string::npos)
                for (const OutcomeInfo& outcome : site_outcomes())
                    entries.push_back({rule.file, outcome.id + field.substr(at + 9), rule.reason});
        }
    }
    return entries;
}

/// The part of a file's name that matches "*" of an entry's file; the file itself where it has
/// none. Nothing when they are two files.
std::optional<std::string> star_of(const std::string& pattern, std::string_view file) {
    const std::size_t star = pattern.find('*');
    if (star == std::string::npos)
        return pattern == file ? std::optional(pattern) : std::nullopt;
    const std::string_view before = std::string_view(pattern).substr(0, star);
    const std::string_view after = std::string_view(pattern).substr(star + 1);
    if (file.size() < before.size() + after.size() || !file.starts_with(before) ||
        !file.ends_with(after))
        return std::nullopt;
    return std::string(file.substr(before.size(), file.size() - before.size() - after.size()));
}

/// Digits of an estimate that is published. More would only tell of the record behind it: the ratio
/// of two results of overlapping years, to sixteen digits, is that of the deaths near a site.
constexpr int kEstimateDigits = 3;

/// `field` empty: any of the file's.
const GateEntry* find_entry(std::string_view file, std::string_view field) {
    for (const GateEntry& entry : gate_entries())
        if (const auto star = star_of(entry.file, file))
            if (field.empty() || entry.field == field || (entry.field == "*" && field == *star))
                return &entry;
    return nullptr;
}

/// An entry of the verb's own file goes before that of all verbs.
const GateEntry& entry_of(std::string_view verb, std::string_view file, std::string_view field) {
    if (const GateEntry* entry = find_entry(fmt::format("{}/{}", verb, file), field))
        return *entry;
    if (const GateEntry* entry = find_entry(file, field))
        return *entry;
    throw Error(ErrorKind::internal, std::string(file),
                field.empty() ? "this file has no entry in the gate of what may be published"
                              : fmt::format("\"{}\" has no entry in the gate of what may be "
                                            "published",
                                            field));
}

bool is_small_count(const Cell& cell) {
    const auto* whole = std::get_if<std::int64_t>(&cell);
    return whole != nullptr && *whole > 0 && static_cast<double>(*whole) < kSmallestShown;
}

} // namespace

const char* reason_text(Reason reason) {
    switch (reason) {
    case Reason::open:
        return "no secret: names, streets, residents, minutes, rules, parameters";
    case Reason::estimate:
        return "an estimate of the effect of a site or arm, to three digits; no recorded count";
    case Reason::order:
        return "an order, or a share of draws, that follows from estimates";
    case Reason::model:
        return "of the whole city's fit, or pooled over many people; recorded deaths in steps of "
               "11";
    case Reason::suppressed:
        return "recorded, or fitted to recorded deaths: in steps of 11, small counts suppressed, "
               "with complementary suppression";
    case Reason::rounded:
        return "people at risk, derived from recorded deaths: rounded, and hidden where few deaths "
               "are "
               "recorded";
    }
    return "";
}

const std::vector<GateEntry>& gate_entries() {
    static const std::vector<GateEntry> entries = read_rules();
    return entries;
}

Sheet Gate::pass(Sheet sheet) const {
    for (std::size_t column = 0; column < sheet.columns.size(); ++column) {
        const GateEntry& entry = entry_of(verb_, sheet.file, sheet.columns[column].name);
        if (!is_internal_ && entry.reason == Reason::estimate)
            for (std::vector<Cell>& row : sheet.rows)
                if (double* const value = std::get_if<double>(&row[column]))
                    *value = figure(*value);
        if (is_internal_ || entry.reason != Reason::suppressed)
            continue;
        for (const std::vector<Cell>& row : sheet.rows)
            if (is_small_count(row[column]))
                throw Error(
                    ErrorKind::internal, sheet.file,
                    fmt::format("a small count stands in \"{}\"", sheet.columns[column].name));
    }
    return sheet;
}

double Gate::figure(double estimate) const {
    return is_internal_ ? estimate : to_digits(estimate, kEstimateDigits);
}

Summary Gate::figure(const Summary& estimate) const {
    return {figure(estimate.mean), figure(estimate.low), figure(estimate.high),
            figure(estimate.standard_error)};
}

std::vector<Sheet> Gate::pass(std::vector<Sheet> sheets) const {
    for (Sheet& sheet : sheets)
        sheet = pass(std::move(sheet));
    return sheets;
}

void Gate::require_fields(std::string_view file, std::span<const std::string> fields) const {
    for (const std::string& field : fields)
        (void)entry_of(verb_, file, field);
}

void Gate::write(const std::filesystem::path& folder, const Sheet& sheet) const {
    const Sheet passed = pass(sheet);
    write_file(folder / passed.file, csv_bytes(passed));
}

void Gate::write(const std::filesystem::path& folder, const std::string& file,
                 std::string_view text) const {
    write_file(place(folder, file), text);
}

std::filesystem::path Gate::place(const std::filesystem::path& folder,
                                  const std::string& file) const {
    (void)entry_of(verb_, file, "");
    return folder / file;
}

} // namespace careshed
