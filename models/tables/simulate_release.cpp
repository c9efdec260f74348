#include "models/tables/simulate_release.hpp"

#include <memory>

#include "engine/core/interrupt.hpp"
#include "engine/core/steps.hpp"
#include "engine/report/dictionary.hpp"
#include "engine/report/site_directory.hpp"
#include "models/studies/parameter_lines.hpp"
#include "models/studies/simulated_site.hpp"
#include "models/tables/arrangement_sheets.hpp"
#include "models/tables/gate.hpp"

namespace careshed {

namespace {

std::vector<SimulatedLine> lines_of(const SimulatedSite& simulated, const ShownFigures& shown) {
    std::vector<SimulatedLine> lines;
    for (const Figure& figure : kFigures) {
        const auto summary = [&](ShownArm arm) {
            return published_summary(simulated.arrangement, figure, arm, shown);
        };
        SimulatedLine line{figure.id, figure.unit, {}, {}, {}};
        line.baseline = summary(ShownArm::baseline);
        if (simulated.site) {
            line.with_site = summary(ShownArm::with_site);
            line.change = summary(ShownArm::difference);
        }
        if (const double step = line.change ? shown.step_of(figure, line.change->mean) : 0;
            step > 0)
            line.change_decimals = decimals_of_step(step);
        lines.push_back(std::move(line));
    }
    return lines;
}

/// Of all years of all sampled futures.
std::optional<CountedRange> counted(const Arrangement& arrangement,
                                    std::vector<double> ArrangementDraw::* years,
                                    const ShownFigures& shown) {
    std::vector<double> counts;
    for (const ArrangementDraw& draw : arrangement.draws)
        counts.insert(counts.end(), (draw.*years).begin(), (draw.*years).end());
    const Summary summary = summarise(counts);
    const auto low = published_count(summary.low, shown),
               high = published_count(summary.high, shown);
    return low && high ? std::optional(CountedRange{*low, *high}) : std::nullopt;
}

void write_bundle(const std::filesystem::path& folder, const SimulatedSite& simulated,
                  const RunFacts& run) {
    const Gate gate("simulate", run.internal);
    const Scenario& scenario = simulated.prepared->scenario;
    const std::vector<Sheet> sheets = arrangement_sheets(simulated, run.internal);
    for (const Sheet& sheet : sheets)
        gate.write(folder, sheet);
    gate.write(folder, "README.txt", arrangement_readme(scenario, sheets, run.internal));
    gate.write(folder, "manifest.json",
               manifest_json({&scenario, simulated.arrangement.draws.size(),
                              parameter_lines(scenario.model), run}));
    stop_if_interrupted();
}

} // namespace

SimulateRelease simulate(const Scenario& scenario, const std::string& site,
                         const RunOptions& options) {
    const auto simulated =
        std::make_shared<const SimulatedSite>(simulate_site(scenario, site, options));
    const City& city = simulated->prepared->city;
    const ShownFigures shown = shown_figures(*simulated, options.internal);
    SimulateRelease release;
    release.city = city.name;
    release.note = scenario.note;
    if (const std::optional<std::size_t>& opened = simulated->site)
        release.site = candidate_name(city.candidates[*opened]);
    release.figures = lines_of(*simulated, shown);
    release.counted_baseline =
        counted(simulated->arrangement, &ArrangementDraw::counted_baseline, shown);
    if (simulated->site)
        release.counted_with_site =
            counted(simulated->arrangement, &ArrangementDraw::counted_with_site, shown);
    release.tables =
        Gate("simulate", options.internal).pass(arrangement_sheets(*simulated, options.internal));
    release.write = [simulated, internal = options.internal](const std::filesystem::path& folder,
                                                             RunFacts run) {
        run.internal = internal;
        write_bundle(folder, *simulated, run);
    };
    return release;
}

} // namespace careshed
