#include "models/studies/draw_replications.hpp"

namespace careshed {

void DrawReplications::simulate(const SiteReplications& simulated, std::uint32_t wanted) {
    if (count >= wanted)
        return;
    const OpenedDraw opened = simulated.set_up(draw);
    std::vector<ReplicationValues> replications;
    opened.draw.for_each_replication(count, wanted, [&](std::uint32_t number) {
        replications.push_back(simulated.values(opened, number));
    });
    add(simulated.layout(), replications);
    use.clear();
    for (const OpenedSite& site : opened.sites)
        use.push_back(site.use);
    const DrawSetup& setup = opened.draw.setup();
    run = run_terms(setup.parameters);
    on_site_calls = setup.terms.on_site_calls;
}

void DrawReplications::add(const ReplicationLayout& layout,
                           const std::vector<ReplicationValues>& replications) {
    const std::size_t before = count;
    count += static_cast<std::uint32_t>(replications.size());
    sum.resize(layout.size());
    slopes.resize(kDecaySets * layout.sites);
    averted.resize(count);
    for (const ReplicationValues& values : replications) {
        for (std::size_t k = 0; k < values.size(); ++k)
            sum[k] += values[k];
        baseline.push_back(values[layout.baseline()]);
    }
    for (std::size_t d = 0; d < kDecaySets; ++d)
        for (std::size_t site = 0; site < layout.sites; ++site) {
            std::vector<PairedFigures> seen;
            for (const ReplicationValues& values : replications) {
                averted[before + seen.size()].push_back(
                    total(layout.figures(values, d, site), kDeaths));
                seen.push_back(layout.figures(values, d, site));
            }
            add_replications(slopes[d * layout.sites + site], seen);
        }
}

ReplicationValues DrawReplications::means() const {
    ReplicationValues means = sum;
    for (double& value : means)
        value /= count;
    return means;
}

std::vector<Slopes> slopes_of(const std::vector<DrawReplications>& draws,
                              const DrawReplications& central) {
    std::vector<Slopes> slopes;
    for (std::size_t place = 0; place < draws.front().slopes.size(); ++place) {
        PooledSlopes pooled;
        if (!central.slopes.empty())
            pooled = central.slopes[place];
        for (const DrawReplications& draw : draws)
            for (std::size_t kind = 0; kind < kFigureKinds; ++kind)
                pooled[kind] += draw.slopes[place][kind];
        slopes.push_back(values_of(pooled));
    }
    return slopes;
}

} // namespace careshed
