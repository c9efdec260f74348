#include <cmath>
#include <map>

#include <fmt/format.h>

#include "engine/core/text.hpp"
#include "engine/report/narrative.hpp"
#include "engine/report/page.hpp"
#include "engine/report/study_sheets.hpp"

namespace careshed {
namespace {

Html tag(const char* word) { return trusted(fmt::format("<span class=\"tag\">{}</span>", word)); }

/// Significant to about four figures, for a reader; parameters.csv has every digit.
std::string short_number(double value) {
    return std::isfinite(value) ? fmt::format("{:.4g}", value) : "-";
}

std::vector<Html> parameter_cells(const ParameterLine& line) {
    Html title = text(line.title);
    title += trusted("<br/><small>" + html_text(line.id) + "</small>");
    Html source = text(line.source);
    if (line.is_assumption)
        source = tag("assumption") += trusted(" " + source.markup);
    Html about = text(line.distribution);
    if (!line.set.empty())
        about += trusted("<br/><small>" + html_text(line.set) + "</small>");
    return {title,
            text(short_number(line.value)),
            text(short_number(line.low) + " to " + short_number(line.high)),
            text(line.unit),
            about,
            text(line.reference_group),
            source};
}

Html removed_counts(const std::map<std::string, std::size_t>& counts) {
    HtmlTable by_rule;
    by_rule.caption = "Candidates removed, by rule or check";
    by_rule.head = {"Rule or check", "Candidates removed"};
    by_rule.numbers = {1};
    for (const auto& [rule, count] : counts)
        by_rule.rows.push_back({text(rule), text(std::to_string(count))});
    return table(by_rule);
}

Html removed_list(const RankStudy& study) {
    const std::vector<RemovedCandidate>& removed = study.city->removed;
    HtmlTable list;
    list.caption = "Every candidate removed";
    list.head = {"Candidate", "Rule or check", "Because of", "Distance (m)"};
    list.numbers = {3};
    for (const RemovedCandidate& one : removed)
        list.rows.push_back({text(one.name), text(one.reason), text(one.feature),
                             text(is_by_rule(study, one) ? pretty(one.distance_m, 0) : "")});
    return details(fmt::format("All {} removed candidates", removed.size()), table(list));
}

Html rules_list(const std::vector<RuleSpec>& rules) {
    std::vector<std::string> lines;
    for (const RuleSpec& rule : rules)
        lines.push_back(fmt::format("{}: at least {} m away{}.", rule.name,
                                    pretty(rule.distance.value(), 0),
                                    rule.authority.empty() ? "" : " (" + rule.authority + ")"));
    return bullet_list(lines);
}

std::vector<std::string> limits() {
    return {
        "Only the direct effect at the site is counted: people who use there instead of alone or "
        "outside. Not counted: treatment begun there, infections averted, naloxone carried away, "
        "changes in the neighbourhood, drug supply or policing.",
        "How far people walk, how many come and how much of their risk they bring were measured "
        "in other cities. Intervals carry that spread only as far as the parameter ranges do.",
        "People are modelled, not known. Where people use is inferred from where deaths are "
        "recorded; places where many survive are seen less well.",
        "Areas with few recorded deaths are smoothed towards those nearby.",
        "One site is placed at a time; two sites near one another would share people.",
        "An effect of a few deaths a year is smaller than the yearly swing of recorded deaths: no "
        "before-and-after count in one city could prove or disprove it.",
        "The model ranks places; it does not say whether a site should open."};
}

std::string run_sentence(const RankStudy& study) {
    const ModelSpec& model = study.scenario->model;
    return fmt::format(
        "Structure {}, fatality set {}, distance decay {}, volume inversion {}, history {}, queue "
        "{}; {} draws of every "
        "parameter and of the incidence together, seed {}; the same draws at every site, so that "
        "sites are compared like with like. Intervals hold 95 % of the draws.",
        name_of(model.structure), name_of(model.fatality), name_of(model.decay),
        name_of(model.inversion), name_of(model.history), name_of(model.queue),
        study.outcomes.draws(), study.scenario->run.seed);
}

/// How much of the first mean is chance of the finite number of draws.
std::string precision_sentence(const RankStudy& study) {
    if (study.ranking.sites.empty())
        return "";
    const RankedSite& best = study.ranking.sites.front();
    return fmt::format("Monte Carlo standard error of the first site's mean: {} of {}. More draws "
                       "shrink it; they do not narrow the interval.",
                       short_number(best.benefit.standard_error), short_number(best.benefit.mean));
}

} // namespace

Html warnings_section(const RankStudy& study) {
    HtmlTable diagnostics;
    diagnostics.caption = "What the study says of itself";
    diagnostics.head = {"Figure", "Value", "Unit", "Meaning"};
    diagnostics.numbers = {1};
    for (const Diagnostic& one : study.diagnostics) {
        Html title = text(one.title);
        if (one.is_flag)
            title = tag("warning") += trusted(" " + title.markup);
        diagnostics.rows.push_back(
            {title, text(short_number(one.value)), text(one.unit), text(one.meaning)});
    }
    Html body =
        diagnostics.rows.empty() ? paragraph("The study raised no flag.") : table(diagnostics);
    std::vector<std::string> warnings, notes;
    for (const Finding& finding : study.city->findings)
        (finding.level == Finding::Level::warning ? warnings : notes)
            .push_back(finding.topic + ": " + finding.text);
    if (!warnings.empty())
        body += trusted("<h3>Warnings about the data</h3>\n") += bullet_list(warnings);
    if (!notes.empty())
        body += details(fmt::format("{} notes about the data", notes.size()), bullet_list(notes));
    return section("warnings", "Warnings and data quality", body);
}

Html removed_section(const RankStudy& study) {
    Html body = study.scenario->rules.empty() ? paragraph("The scenario states no distance rule.")
                                              : rules_list(study.scenario->rules);
    const std::vector<RemovedCandidate>& removed = study.city->removed;
    if (removed.empty()) {
        body += paragraph("No candidate was removed.");
        return section("removed", "What was removed, and why", body);
    }
    std::map<std::string, std::size_t> counts;
    for (const RemovedCandidate& one : removed)
        ++counts[one.reason];
    body += paragraph(fmt::format("{} candidates were removed, {} remain.", removed.size(),
                                  study.city->candidates.size()));
    body += removed_counts(counts);
    body += removed_list(study);
    return section("removed", "What was removed, and why", body);
}

Html method_section(const RankStudy& study) {
    Html body = paragraph(
        "Walking times are computed on the street network from every modelled person's places to "
        "every candidate. The risk of a use is fitted so that the city's modelled deaths equal the "
        "recorded ones; an area's are smoothed towards those nearby. A use moves to the site "
        "with a chance that falls with "
        "walking distance, only while the site is open and a booth is free. An overdose at the "
        "site is met at once; elsewhere it depends on whether somebody is near, calls 911 or gives "
        "naloxone, and on the ambulance's way. The difference is what the site averts.");
    if (study.walk_times)
        body += paragraph(walking_sentence(*study.walk_times->network));
    body += paragraph(run_sentence(study));
    body += paragraph(precision_sentence(study));
    body += trusted("<h3>Limits</h3>\n");
    body += bullet_list(limits());
    body += trusted("<h3>Privacy</h3>\n");
    body += paragraph("No place, date or id of a recorded overdose and no modelled person's place "
                      "is in this page or its tables. Recorded counts of 1 to 10 by area are never "
                      "shown.");
    return section("method", "Method and limits in plain words", body);
}

Html parameters_section(const RankStudy& study) {
    HtmlTable parameters;
    parameters.caption = "Every number the model takes";
    parameters.head = {"Parameter", "Value", "Range", "Unit", "Drawn as", "Measured on", "Source"};
    parameters.numbers = {1, 2};
    std::size_t assumptions = 0;
    for (const ParameterLine& line : study.parameters) {
        assumptions += line.is_assumption ? 1 : 0;
        parameters.rows.push_back(parameter_cells(line));
    }
    Html body = paragraph(
        fmt::format("{} parameters, {} of them marked as an assumption: nobody measured them.",
                    study.parameters.size(), assumptions));
    body += table(parameters);
    return section("parameters", "Parameters and their sources", body);
}

} // namespace careshed
