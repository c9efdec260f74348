#include "models/studies/draw_worlds.hpp"

#include <utility>

#include "engine/core/interrupt.hpp"

namespace careshed {

void DrawWorlds::live(const LivedWorlds& lived, std::uint32_t wanted) {
    if (count >= wanted)
        return;
    DrawOfLives lives = lived.set_up(draw);
    std::vector<WorldValues> worlds;
    for (std::uint32_t number = count; number < wanted; ++number) {
        stop_if_interrupted();
        worlds.push_back(lived.values(lives, draw, number));
    }
    add(lived.layout(), worlds);
    use = std::move(lives.use);
    run = run_terms(lives.setup.parameters);
    on_site_calls = lives.setup.terms.on_site_calls;
}

void DrawWorlds::add(const WorldLayout& layout, const std::vector<WorldValues>& worlds) {
    count += static_cast<std::uint32_t>(worlds.size());
    sum.resize(layout.size());
    slopes.resize(kDecaySets * layout.sites);
    for (const WorldValues& values : worlds) {
        for (std::size_t k = 0; k < values.size(); ++k)
            sum[k] += values[k];
        baseline.push_back(values[layout.baseline()]);
        averted.emplace_back();
    }
    std::vector<double> as_lived(worlds.size()), direct(worlds.size());
    for (std::size_t d = 0; d < kDecaySets; ++d)
        for (std::size_t site = 0; site < layout.sites; ++site)
            for (const FigureKind kind : {kDeaths, kOverdosesOnSite, kRuns}) {
                for (std::size_t w = 0; w < worlds.size(); ++w) {
                    const std::span<const double> values = worlds[w];
                    as_lived[w] = total(read_figures(values.subspan(layout.lived(d, site))), kind);
                    direct[w] = total(read_figures(values.subspan(layout.direct(d, site))), kind);
                    if (kind == kDeaths)
                        averted[count - worlds.size() + w].push_back({as_lived[w], direct[w]});
                }
                slopes[d * layout.sites + site][kind].add(as_lived, direct);
            }
}

SiteLane DrawWorlds::mean_lane(const WorldLayout& layout, std::size_t first) const {
    SiteLane lane = layout.lane(sum, first);
    for_each_site_figure([&](FigureKind, double& figure) { figure /= count; }, lane.site);
    for (double& deaths : lane.groups)
        deaths /= count;
    return lane;
}

std::vector<Slopes> slopes_of(const std::vector<DrawWorlds>& draws, const DrawWorlds& central) {
    std::vector<Slopes> slopes(draws.front().slopes.size());
    for (std::size_t lane = 0; lane < slopes.size(); ++lane)
        for (std::size_t kind = 0; kind < kFigureKinds; ++kind) {
            PooledSlope pooled;
            if (!central.slopes.empty())
                pooled = central.slopes[lane][kind];
            for (const DrawWorlds& draw : draws)
                pooled += draw.slopes[lane][kind];
            slopes[lane][kind] = pooled.value();
        }
    return slopes;
}

} // namespace careshed
