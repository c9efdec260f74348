#include "models/tables/rank_release.hpp"

#include <memory>
#include <utility>

#include <fmt/format.h>

#include "engine/choose/verdict.hpp"
#include "engine/core/error.hpp"
#include "engine/core/interrupt.hpp"
#include "engine/outcomes/disclosure.hpp"
#include "engine/report/bundle.hpp"
#include "engine/report/narrative.hpp"
#include "engine/report/structural_assumptions.hpp"
#include "models/mechanisms/alternative_structures.hpp"
#include "models/studies/ranked_sites.hpp"
#include "models/studies/study_diagnostics.hpp"
#include "models/tables/gate.hpp"
#include "models/tables/published_ranking.hpp"
#include "models/tables/rank_bundle.hpp"

namespace careshed {

namespace {

/// Values of some structures are recorded deaths near each site times one number.
void require_publishable(const Scenario& scenario, bool is_internal) {
    const AlternativeStructure* const alternative = alternative_structure(scenario.model.structure);
    if (alternative && alternative->ranks_only && !is_internal)
        throw Error(ErrorKind::usage,
                    std::string("--structure ") + name_of(scenario.model.structure),
                    "its values follow from the deaths recorded around each site, some of them few",
                    "read its ranks beside those of calibrated, or add --internal and keep the "
                    "result to yourself");
}

std::string recorded_text(const RankStudy& study) {
    const double recorded = study.recorded_deaths_a_year * study.city->years.count();
    return recorded < kSmallestShown
               ? shown(recorded) + " recorded deaths"
               : fmt::format("about {:.0f} recorded deaths a year", study.recorded_deaths_a_year);
}

std::vector<RankedLine> lines_of(const RankStudy& study, const SiteDirectory& directory,
                                 const Gate& gate) {
    const auto mean_of = [&](std::size_t site, const char* id) {
        const auto column = find_outcome(study.outcomes, id);
        return column ? std::optional(gate.figure(study.outcomes.summary(site, *column).mean))
                      : std::nullopt;
    };
    std::vector<RankedLine> lines;
    for (const RankedSite& ranked : study.ranking.sites) {
        RankedLine line;
        line.rank = static_cast<int>(lines.size()) + 1;
        line.id = study.outcomes.sites()[ranked.site];
        line.name = directory.names[ranked.site];
        line.deaths_averted = gate.figure(ranked.benefit);
        line.p_best = ranked.p_best;
        line.rank_low = ranked.rank_low;
        line.rank_high = ranked.rank_high;
        line.ems_runs_net = mean_of(ranked.site, "ems_runs_net");
        line.uses_a_day = mean_of(ranked.site, "uses_a_day");
        lines.push_back(std::move(line));
    }
    return lines;
}

/// Sentences below the table in every front end.
std::vector<std::string> sentences_of(const RankStudy& study, const SiteDirectory& directory) {
    std::vector<std::string> sentences{
        verdict_sentence(study.outcomes, study.ranking, directory.names)};
    if (std::string other = other_decay_sentence(study); !other.empty())
        sentences.push_back(std::move(other));
    for (const Diagnostic& diagnostic : study.diagnostics)
        if (diagnostic.is_flag && diagnostic.id == kTopRankStability)
            sentences.push_back(diagnostic.meaning);
    return sentences;
}

} // namespace

RankRelease rank(const Scenario& scenario, const RunOptions& options) {
    require_publishable(scenario, options.internal);
    const auto ranked = std::make_shared<const RankedSites>(rank_sites_of(scenario, options));
    const bool is_internal = options.internal;
    const auto shown_study =
        std::make_shared<const RankStudy>(is_internal ? ranked->study : published(ranked->study));
    const RankStudy& study = *shown_study;
    const SiteDirectory directory = site_directory(study);
    RankRelease release;
    release.city = study.city->name;
    release.note = study.scenario->note;
    release.draws = study.outcomes.draws();
    release.deaths_decimals =
        study.outcomes.outcomes()[study.outcomes.outcome(study.ranking.objective)].decimals;
    release.recorded = recorded_text(study);
    const Gate gate("rank", is_internal);
    release.sites = lines_of(study, directory, gate);
    release.sentences = sentences_of(study, directory);
    release.ranking = gate.pass(bundle_sheets(study).front());
    const std::filesystem::path journal = options.journal;
    release.write = [ranked, shown_study, is_internal, journal](const std::filesystem::path& folder,
                                                                RunFacts run) {
        run.internal = is_internal;
        work_resumably(ranked->journal.get(), journal, [&] {
            write_rank_bundle(folder, *shown_study, run);
            stop_if_interrupted();
        });
    };
    release.delete_parts = [ranked] {
        if (ranked->journal)
            ranked->journal->remove();
    };
    return release;
}

} // namespace careshed
