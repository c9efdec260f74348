#include "models/studies/draw_worlds.hpp"

namespace careshed {

void DrawWorlds::live(const LivedWorlds& lived, std::uint32_t wanted) {
    if (count >= wanted)
        return;
    const DrawOfLives lives = lived.set_up(draw);
    std::vector<WorldValues> worlds;
    lives.draw.for_each_world(count, wanted, [&](std::uint32_t number) {
        worlds.push_back(lived.values(lives, number));
    });
    add(lived.layout(), worlds);
    use.clear();
    for (const OpenedSite& site : lives.sites)
        use.push_back(site.use);
    const DrawSetup& setup = lives.draw.setup();
    run = run_terms(setup.parameters);
    on_site_calls = setup.terms.on_site_calls;
}

void DrawWorlds::add(const WorldLayout& layout, const std::vector<WorldValues>& worlds) {
    const std::size_t before = count;
    count += static_cast<std::uint32_t>(worlds.size());
    sum.resize(layout.size());
    slopes.resize(kDecaySets * layout.sites);
    averted.resize(count);
    for (const WorldValues& values : worlds) {
        for (std::size_t k = 0; k < values.size(); ++k)
            sum[k] += values[k];
        baseline.push_back(values[layout.baseline()]);
    }
    for (std::size_t d = 0; d < kDecaySets; ++d)
        for (std::size_t site = 0; site < layout.sites; ++site) {
            std::vector<PairedFigures> seen;
            for (const WorldValues& values : worlds) {
                averted[before + seen.size()].push_back(
                    total(layout.figures(values, d, site), kDeaths));
                seen.push_back(layout.figures(values, d, site));
            }
            add_worlds(slopes[d * layout.sites + site], seen);
        }
}

WorldValues DrawWorlds::means() const {
    WorldValues means = sum;
    for (double& value : means)
        value /= count;
    return means;
}

std::vector<Slopes> slopes_of(const std::vector<DrawWorlds>& draws, const DrawWorlds& central) {
    std::vector<Slopes> slopes;
    for (std::size_t lane = 0; lane < draws.front().slopes.size(); ++lane) {
        PooledSlopes pooled;
        if (!central.slopes.empty())
            pooled = central.slopes[lane];
        for (const DrawWorlds& draw : draws)
            for (std::size_t kind = 0; kind < kFigureKinds; ++kind)
                pooled[kind] += draw.slopes[lane][kind];
        slopes.push_back(values_of(pooled));
    }
    return slopes;
}

} // namespace careshed
