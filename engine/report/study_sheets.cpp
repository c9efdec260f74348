#include "engine/report/study_sheets.hpp"

#include <algorithm>
#include <tuple>

namespace careshed {
namespace {

double deaths_of(const HandCheckRow& row) {
    return row.people * (row.private_risk * row.private_uses + row.public_risk * row.public_uses);
}

/// Largest part of the answer first; every column breaks ties, so that input order cannot show.
auto sort_key(const HandCheckRow& row) {
    return std::tuple(-deaths_of(row), row.people, row.private_risk, row.public_risk,
                      row.private_uses, row.public_uses);
}

} // namespace

bool is_by_rule(const RankStudy& study, const RemovedCandidate& removed) {
    const std::vector<RuleSpec>& rules = study.scenario->rules;
    return std::any_of(rules.begin(), rules.end(),
                       [&](const RuleSpec& rule) { return rule.name == removed.reason; });
}

Sheet removed_sheet(const RankStudy& study) {
    Sheet sheet{"removed.csv",
                "One row a candidate that may not be used, by name.",
                {{"name", "The candidate."},
                 {"rule", "The rule or check that removed it."},
                 {"feature", "The feature that forbids it, if a rule does."},
                 {"distance_m",
                  "Straight distance to that feature in metres; empty if no distance rule removed "
                  "it."}},
                {}};
    for (const RemovedCandidate& removed : study.city->removed)
        sheet.rows.push_back(
            {removed.name, removed.reason, removed.feature,
             is_by_rule(study, removed) ? Cell(removed.distance_m) : Cell(std::string())});
    return sheet;
}

Sheet diagnostics_sheet(const RankStudy& study) {
    Sheet sheet{"diagnostics.csv",
                "What the study says of itself and of its data.",
                {{"id", "Name of the figure, or topic of a finding about the data."},
                 {"title", "The same for people."},
                 {"value", "The figure; empty for a finding."},
                 {"unit", "Its unit."},
                 {"flag", "yes: a reader must be warned; no: for information."},
                 {"meaning", "What it says."}},
                {}};
    for (const Diagnostic& diagnostic : study.diagnostics)
        sheet.rows.push_back({diagnostic.id, diagnostic.title, diagnostic.value, diagnostic.unit,
                              diagnostic.is_flag ? "yes" : "no", diagnostic.meaning});
    for (const Finding& finding : study.city->findings)
        sheet.rows.push_back({finding.topic, "Finding about the data", "", "",
                              finding.level == Finding::Level::warning ? "yes" : "no",
                              finding.text});
    return sheet;
}

Sheet parameters_sheet(const std::vector<ParameterLine>& parameters) {
    Sheet sheet{"parameters.csv",
                "Every number the model takes, with its source.",
                {{"id", "Parameter id; a scenario overrides it by this name."},
                 {"title", "What it is."},
                 {"value", "Default, used in the central draw."},
                 {"low", "Lower end: 2.5 % point, or least value of a uniform."},
                 {"high", "Upper end: 97.5 % point, or greatest value of a uniform."},
                 {"unit", "Unit."},
                 {"distribution", "How draws vary it."},
                 {"set", "The named set it belongs to, if values come in sets."},
                 {"reference_group", "Whom the source measured."},
                 {"assumption", "yes: nobody measured it; no: the source did."},
                 {"source", "Where the value comes from."}},
                {}};
    for (const ParameterLine& line : parameters)
        sheet.rows.push_back({line.id, line.title, line.value, line.low, line.high, line.unit,
                              line.distribution, line.set, line.reference_group,
                              line.is_assumption ? "yes" : "no", line.source});
    return sheet;
}

Sheet hand_check_sheet(const RankStudy& study) {
    Sheet sheet{"hand_check.csv",
                "The best site's central estimate, person by modelled person: the sum over rows of "
                "people x (private_risk x private_uses + public_risk x public_uses) x acceptance x "
                "selection is deaths_averted_analytic in ranking.csv.",
                {{"people", "How many people the row stands for."},
                 {"private_risk", "Deaths averted a use moved from a private place."},
                 {"public_risk", "Deaths averted a use moved from a public place."},
                 {"private_uses", "Uses a year moved from private places if none is turned away."},
                 {"public_uses", "Uses a year moved from public places if none is turned away."},
                 {"acceptance", "Share not turned away, with the years of adoption; one value."},
                 {"selection", "Risk of people who come against others; one value."}},
                {}};
    std::vector<HandCheckRow> rows = study.hand_check;
    std::erase_if(rows, [](const HandCheckRow& row) {
        return row.people == 0 || (row.private_uses == 0 && row.public_uses == 0);
    });
    std::sort(rows.begin(), rows.end(), [](const HandCheckRow& a, const HandCheckRow& b) {
        return sort_key(a) < sort_key(b);
    });
    for (const HandCheckRow& row : rows)
        sheet.rows.push_back({row.people, row.private_risk, row.public_risk, row.private_uses,
                              row.public_uses, study.hand_check_acceptance,
                              study.hand_check_selection});
    return sheet;
}

} // namespace careshed
