// The table of verbs: what each does, its paragraph for help and manual, examples that run.
#include <algorithm>

#include "tools/careshed/options.hpp"

namespace careshed {

namespace {

Verb rank_verb() {
    return {
        "rank",
        "SCENARIO",
        "rank candidate sites by deaths averted and EMS cost saved",
        "Reads the scenario, works out who can walk to each candidate, simulates what a site "
        "there would change in every draw of the parameters and of the recorded overdoses, beside "
        "the same analytically, and ranks the candidates with their uncertainty. Sites that "
        "cannot be told apart, or hardly differ, share a group. A run that was stopped goes on "
        "from OUT.resume when the same command is given again.",
        {{"careshed rank scenarios/harbor/scenario.toml -o out/harbor", "rank the sample city"},
         {"careshed rank scenarios/harbor/scenario.toml --draws 50 --format csv -o out/quick",
          "fewer draws, ranking as CSV on stdout"},
         {"careshed rank scenarios/harbor/scenario.toml --dry-run",
          "what would be done, and written"},
         {"careshed rank scenarios/harbor/scenario.toml --decay revealed --seed 7 -o out/revealed",
          "another assumption on how far people walk"}},
        &run_rank};
}

Verb simulate_verb() {
    return {
        "simulate",
        "SCENARIO",
        "simulate one arrangement: its outcomes and how they come about",
        "One site instead of a ranking, or none (the baseline) when --site is not given. Deaths "
        "by area, month and group are pooled over the run's years; small ones are hidden.",
        {{"careshed simulate scenarios/harbor/scenario.toml -o out/baseline", "the city as it is"},
         {"careshed simulate scenarios/harbor/scenario.toml --site S01 -o out/one-site",
          "with a site at one candidate"}},
        &run_simulate};
}

Verb compare_verb() {
    return {
        "compare",
        "SCENARIO",
        "compare named arrangements: other hours, two sites together, nothing",
        "Arms are the scenario's [[arm]] tables and those of --arm: sites that open together, with "
        "hours and booths of their own. All are simulated in the same draws and replications, "
        "so "
        "that differences between them are paired. Every arm stands beside a city without any "
        "site.",
        {{"careshed compare scenarios/harbor/scenario.toml --arm S01 --arm S01+S07 -o out/two",
          "one site, or two together"},
         {"careshed compare scenarios/harbor/scenario.toml --arm S01 --arm nothing --draws 50 "
          "-o out/quick-look",
          "one address beside the city as it is, fewer draws"}},
        &run_compare};
}

Verb access_verb() {
    return {
        "access",
        "SCENARIO",
        "work out who can walk to each candidate and how soon help drives there",
        "Residents within 5, 10, 15 and 20 minutes' walk of each candidate, walksheds to look at, "
        "how evenly the minutes fall on residents, the ambulance's minutes on every street, and "
        "where each siting rule still lets a site stand, with distances straight and walked.",
        {{"careshed access scenarios/harbor/scenario.toml -o out/access",
          "tables, a GeoPackage and drawings"},
         {"careshed access scenarios/harbor/scenario.toml --site S07 -o out/access-s07",
          "with the walksheds of one candidate drawn"}},
        &run_access};
}

Verb explain_verb() {
    return {
        "explain",
        "SCENARIO",
        "say why one site averts more deaths than another",
        "Splits the difference of two candidates into what lies within a walk, who would come, "
        "opening hours, booths, the risk of the uses that come, who is there to see an overdose, "
        "the ambulance's way and selection; the parts add up. Then which assumptions and "
        "parameters "
        "would turn the order. Analytic, every parameter at its centre.",
        {{"careshed explain scenarios/harbor/scenario.toml",
          "the best site and the site closest to it"},
         {"careshed explain scenarios/harbor/scenario.toml --site S07 --against S04",
          "two candidates by name"},
         {"careshed explain scenarios/harbor/scenario.toml --format csv", "the parts as a table"}},
        &run_explain};
}

Verb check_verb() {
    return {
        "check",
        "SCENARIO",
        "check a scenario's data before any run",
        "Reads every layer the scenario names and tells what was dropped, moved to the streets, "
        "removed by rules or found odd. Exit code 3 when something is wrong.",
        {{"careshed check scenarios/harbor/scenario.toml", "what was found, as a table"},
         {"careshed check scenarios/harbor/scenario.toml --format json", "the same as JSON"}},
        &run_check};
}

Verb synth_verb() {
    return {
        "synth",
        "",
        "make a synthetic city whose best site is known",
        "Writes layers, a scenario and a README into a new folder. No real people or places. The "
        "same seed gives the same bytes.",
        {{"careshed synth -o out/city", "the sample city"},
         {"careshed synth --city harbor-twins --seed 3 -o out/twins",
          "two sites that cannot be told apart"},
         {"careshed synth --residents 50000 -o out/small", "a smaller city"}},
        &run_synth};
}

Verb doctor_verb() {
    return {
        "doctor",
        "",
        "say whether this machine can run careshed",
        "Versions of every library, map drivers, coordinate database, threads, memory and disk. "
        "Exit code 1 when something needed is missing.",
        {{"careshed doctor", "as a table"}, {"careshed doctor --format json", "for a bug report"}},
        &run_doctor};
}

Verb parameters_verb() {
    return {
        "parameters",
        "[SCENARIO]",
        "list every number of the model with its source",
        "Default, unit, range, distribution and citation of each parameter; what is an assumption "
        "says so. A scenario fixes one under model.overrides; with a scenario, the values it "
        "uses.",
        {{"careshed parameters", "as a table"},
         {"careshed parameters scenarios/harbor/scenario.toml", "as this scenario uses them"},
         {"careshed parameters --format csv", "for a spreadsheet"}},
        &run_parameters};
}

Verb rerun_verb() {
    return {
        "rerun",
        "MANIFEST",
        "run a finished study again from its manifest",
        "Takes the scenario from the manifest, checks that its layers are still the same bytes, "
        "then repeats the run. Every file but the manifest comes out byte for byte as before. The "
        "manifest's paths are relative to the folder the run was started in; elsewhere, name the "
        "folder of the layers with --data.",
        {{"careshed rerun out/harbor/manifest.json -o out/again", "the same results once more"},
         {"careshed rerun out/harbor/manifest.json --data scenarios/harbor -o out/moved",
          "with the layers in a folder named anew"}},
        &run_rerun};
}

Verb reference_verb() {
    return {
        "reference",
        "",
        "write the reference pages, manual pages and shell completion",
        "All are made from the tables that also parse the command line and check scenario files.",
        {{"careshed reference -o out/reference", "into a folder of its own"},
         {"careshed reference -o docs/reference --overwrite", "renew the pages of this project"}},
        &run_reference};
}

} // namespace

std::span<const Verb> verbs() {
    static const std::vector<Verb> kVerbs = {rank_verb(),   simulate_verb(), compare_verb(),
                                             access_verb(), explain_verb(),  check_verb(),
                                             synth_verb(),  doctor_verb(),   parameters_verb(),
                                             rerun_verb(),  reference_verb()};
    return kVerbs;
}

const Verb* find_verb(const std::string& name) {
    const auto found = std::ranges::find(verbs(), name, &Verb::name);
    return found == verbs().end() ? nullptr : &*found;
}

} // namespace careshed
