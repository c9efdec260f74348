#include "engine/report/checklists.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/visible_text.hpp"

namespace careshed {
namespace {

const char* word_of(Answered answered) {
    switch (answered) {
    case Answered::yes:
        return "reported";
    case Answered::partly:
        return "in part";
    case Answered::no:
        return "not done in this version";
    case Answered::by_the_user:
        return "to be written by the authors of the study";
    }
    return "";
}

std::string size_text(const RankStudy& study) {
    return fmt::format("{} candidate sites, {} small areas, {} street segments",
                       study.city->candidates.size(), study.city->areas.size(),
                       study.city->streets.edges.size());
}

std::string draws_text(const RankStudy& study) {
    return fmt::format("{} outer draws, seed {}", study.outcomes.draws(), study.scenario->run.seed);
}

std::string outcomes_text(const RankStudy& study) {
    std::string ids;
    for (const OutcomeInfo& info : study.outcomes.outcomes())
        ids += (ids.empty() ? "" : ", ") + info.id;
    return ids;
}

std::string structures_text(const RankStudy& study) {
    const ModelSpec& model = study.scenario->model;
    std::string text =
        fmt::format("headline: {}, decay {}, fatality {}, inversion {}, history {}, queue {}",
                    name_of(model.structure), name_of(model.decay), name_of(model.fatality),
                    name_of(model.inversion), name_of(model.history), name_of(model.queue));
    for (const AlternativeRanks& alternative : study.alternatives)
        text += "; " + alternative.title;
    return text;
}

bool has_history(const RankStudy& study) { return study.scenario->model.history == History::on; }

std::string adaptation_text(const RankStudy& study) {
    return has_history(study)
               ? "Risk changes after an overdose, a release or the end of treatment; "
                 "what people choose does not."
               : "People do not change over time (history off).";
}

std::string start_text(const RankStudy& study) {
    return has_history(study)
               ? "histories start in the long run of an open population, whose risk is fitted so "
                 "that "
                 "deaths equal those recorded."
               : "nothing is remembered (history off), so every moment is like the first.";
}

std::string assumptions_text(const RankStudy& study) {
    const auto assumptions =
        std::count_if(study.parameters.begin(), study.parameters.end(),
                      [](const ParameterLine& line) { return line.is_assumption; });
    return fmt::format("parameters.csv: {} parameters with range, distribution and source, {} "
                       "marked as assumptions",
                       study.parameters.size(), assumptions);
}

} // namespace

Checklist odd_checklist(const RankStudy& study) {
    using enum Answered;
    return {
        "ODD.md",
        "Overview, Design concepts, Details",
        "Grimm et al. 2020, JASSS 23(2) 7",
        {{"1. Purpose and patterns", yes,
          "Rank places for one overdose prevention center by " + study.ranking.objective +
              ". Pattern reproduced by the fit: recorded deaths of the city, smoothed ones of each "
              "area."},
         {"2. Entities, state variables, scales", partly,
          "People at risk (modelled rows with weights), sites, stations, streets, areas: " +
              size_text(study) + fmt::format(". Horizon {} years.", study.scenario->run.years)},
         {"3. Process overview and scheduling", yes,
          "No time steps: each person's overdoses come at the points of event processes in "
          "continuous time and are evaluated in order; booths by hour of the week (docs/model.md, "
          "Individual histories)."},
         {"4.1 Basic principles", yes, "Distance decay of uptake, race of help against time."},
         {"4.2 Emergence", yes, "Site volumes and effects follow from people, streets and hours."},
         {"4.3 Adaptation", partly, adaptation_text(study)},
         {"4.4 Objectives", partly,
          "A latent choice between staying and going, by its probability; a sampled future draws "
          "it."},
         {"4.5 Learning", no,
          "Adoption rises in fixed steps; each person has a step of their own."},
         {"4.6 Prediction", no, "People predict nothing."},
         {"4.7 Sensing", yes, "Walking time to the site, opening hours, routes of use admitted."},
         {"4.8 Interaction", partly,
          "Only through booths: the wait that others cause, and giving up."},
         {"4.9 Stochasticity", yes,
          draws_text(study) + "; counter-based random numbers keyed by purpose and entity."},
         {"4.10 Collectives", no, "None."},
         {"4.11 Observation", yes, outcomes_text(study)},
         {"5. Initialisation", yes,
          "People are placed along streets by area; the number of people a row stands for is "
          "set in every draw; " +
              start_text(study)},
         {"6. Input data", yes, "manifest.json lists every file with its SHA-256."},
         {"7. Submodels", yes, "docs/model.md, with the id of each parameter."}}};
}

Checklist stress_checklist(const RankStudy& study) {
    using enum Answered;
    return {
        "STRESS-ABS.md",
        "Strengthening the reporting of empirical simulation studies, agent-based",
        "Monks et al. 2019, Journal of Simulation 13(1)",
        {{"1.1 Purpose", yes, "Which candidate site averts most, how surely, at what EMS effect."},
         {"1.2 Outputs", yes, "README.txt defines each; " + outcomes_text(study)},
         {"1.3 Aims of experimentation", yes,
          "All candidates under the same draws; structures: " + structures_text(study)},
         {"2.1 Base model overview diagram", yes, "docs/figures/data-flow.svg, in docs/model.md."},
         {"2.2 Base model logic", yes, "docs/model.md"},
         {"2.3 Scenario logic", yes, "One site opened at each candidate in turn."},
         {"2.4 Algorithms", yes,
          "Shortest paths, thinned Poisson fields, survival weights, control variates, queues of "
          "booths, spatial smoothing of incidence."},
         {"2.5 Components", yes, size_text(study)},
         {"3.1 Data sources", yes, "manifest.json, parameters.csv"},
         {"3.2 Pre-processing", yes, "diagnostics.csv lists what was dropped, snapped and found."},
         {"3.3 Input parameters", yes, assumptions_text(study)},
         {"3.4 Assumptions", yes, "parameters.csv, report.html (limits)"},
         {"4.1 Initialisation", yes, "No warm-up: " + start_text(study)},
         {"4.2 Run length", yes,
          fmt::format("Means over {} years of operation.", study.scenario->run.years)},
         {"4.3 Estimation approach", yes,
          draws_text(study) + ", each simulated in several replications (diagnostics.csv, "
                              "chance_share); means with "
                              "2.5 % and 97.5 % quantiles; convergence.csv"},
         {"5.1 Software", yes, "manifest.json: program, libraries, compiler."},
         {"5.2 Random sampling", yes, "Philox4x32-10, one key a purpose, entity and draw."},
         {"5.3 Model execution", yes, "Same bytes at any number of threads."},
         {"5.4 System specification", partly, "manifest.json: host, threads, run time."},
         {"6.1 Code access", by_the_user, "State where the code and the data can be had."}}};
}

Checklist ispor_checklist(const RankStudy& study) {
    using enum Answered;
    return {
        "ISPOR-SMDM.md",
        "Modeling good research practices: transparency, validation, uncertainty",
        "Eddy et al. 2012 and Briggs et al. 2012, Medical Decision Making 32(5)",
        {{"Non-technical description", yes, "report.html, method and limits in plain words"},
         {"Technical description", yes, "docs/model.md"},
         {"Funding and role of funder", by_the_user, ""},
         {"Face validity", by_the_user, "Name the experts and what they reviewed."},
         {"Internal verification", partly,
          "Tests against exact solutions; hand_check.csv recomputes the best site's estimate."},
         {"Cross validity", partly,
          "Other structures: " + structures_text(study) + ". Other groups' models: not compared."},
         {"External validity", no, "No site's recorded before-and-after effect is reproduced."},
         {"Predictive validity", partly,
          study.city->holdout ? "Years held out are scored; see diagnostics.csv."
                              : "The scenario holds out no years."},
         {"Parameter uncertainty: distributions named", yes, assumptions_text(study)},
         {"Probabilistic analysis", yes, draws_text(study)},
         {"Structural uncertainty", yes, structures_text(study)},
         {"Cost-effectiveness acceptability curve", no, ""},
         {"Value of information", partly, "Expected regret of each site in ranking.csv."},
         {"Tornado", no, ""}}};
}

Checklist cheers_checklist(const RankStudy& study) {
    using enum Answered;
    const std::string money = study.money_basis.empty() ? "not stated" : study.money_basis;
    return {"CHEERS.md",
            "Consolidated Health Economic Evaluation Reporting Standards",
            "Husereau et al. 2022, BMJ 376:e067975",
            {{"1. Title", by_the_user, ""},
             {"2. Abstract", by_the_user, "report.html opens with the answer."},
             {"3. Background and objectives", by_the_user, ""},
             {"4. Health economic analysis plan", by_the_user, ""},
             {"5. Study population", yes,
              "People who use illicit opioids in " + markdown_text(study.city->name)},
             {"6. Setting and location", yes, markdown_text(study.city->name)},
             {"7. Comparators", yes, "No site, against one site at each candidate."},
             {"8. Perspective", yes, money},
             {"9. Time horizon", yes, fmt::format("{} years", study.scenario->run.years)},
             {"10. Discount rate", partly, money},
             {"11. Selection of outcomes", yes, outcomes_text(study)},
             {"12. Measurement of outcomes", yes, "docs/model.md"},
             {"13. Valuation of outcomes", no, "Deaths and runs are not turned into QALYs."},
             {"14. Measurement and valuation of resources", partly,
              "Ambulance runs at marginal and average cost; the cost of the site is not counted."},
             {"15. Currency, price date and conversion", partly, money},
             {"16. Rationale and description of model", yes, "docs/model.md"},
             {"17. Analytics and assumptions", yes, "docs/model.md, parameters.csv"},
             {"18. Characterizing heterogeneity", yes, "outcomes.csv by site"},
             {"19. Characterizing distributional effects",
              study.group_outcomes.outcomes().empty() ? no : yes,
              "outcomes.csv by group where the scenario names group columns"},
             {"20. Characterizing uncertainty", yes, draws_text(study)},
             {"21. Engagement with patients and others affected", by_the_user, ""},
             {"22. Study parameters", yes, assumptions_text(study)},
             {"23. Summary of main results", yes, "ranking.csv, report.html"},
             {"24. Effect of uncertainty", yes, "Intervals, P(best), groups, other structures"},
             {"25. Effect of engagement", by_the_user, ""},
             {"26. Findings, limitations, generalizability", partly, "Limits in report.html"},
             {"27. Source of funding", by_the_user, ""},
             {"28. Conflicts of interest", by_the_user, ""}}};
}

std::string checklist_markdown(const Checklist& checklist, const RankStudy& study) {
    std::string markdown =
        fmt::format("# {}\n\nAfter {}. Filled by careshed for \"{}\".\n", checklist.title,
                    checklist.source, markdown_text(study.scenario->name));
    if (!study.scenario->note.empty())
        markdown += fmt::format("\n{}\n", markdown_text(study.scenario->note));
    markdown += '\n';
    for (const ChecklistItem& item : checklist.items)
        markdown += fmt::format("- **{}** ({}){}{}\n", item.item, word_of(item.answered),
                                item.answer.empty() ? "" : ": ", item.answer);
    return markdown;
}

} // namespace careshed
