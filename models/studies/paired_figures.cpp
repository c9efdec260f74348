#include "models/studies/paired_figures.hpp"

namespace careshed {

void add_worlds(PooledSlopes& slopes, std::span<const PairedFigures> worlds) {
    for (const FigureKind kind : {kDeaths, kOverdosesOnSite, kRuns}) {
        std::vector<Paired<double>> of_kind;
        for (const PairedFigures& world : worlds)
            of_kind.push_back(total(world, kind));
        add_worlds(slopes[kind], of_kind);
    }
}

void add_worlds(PooledSlope& slope, std::span<const Paired<double>> worlds) {
    std::vector<double> lived, direct;
    for (const Paired<double>& world : worlds) {
        lived.push_back(world.lived);
        direct.push_back(world.direct);
    }
    slope.add(lived, direct);
}

Slopes values_of(const PooledSlopes& slopes) {
    Slopes values{};
    for (std::size_t kind = 0; kind < kFigureKinds; ++kind)
        values[kind] = slopes[kind].value();
    return values;
}

Paired<double> total(const PairedFigures& figures, FigureKind kind) {
    return {total(figures.lived, kind), total(figures.direct, kind)};
}

Paired<double> mean_of(std::span<const Paired<double>> worlds) {
    Paired<double> sum;
    for (const Paired<double>& world : worlds) {
        sum.lived += world.lived;
        sum.direct += world.direct;
    }
    const auto count = static_cast<double>(worlds.size());
    return {sum.lived / count, sum.direct / count};
}

SiteFigures<double> controlled(const PairedFigures& seen, const SiteFigures<double>& exact,
                               const Slopes& slopes) {
    SiteFigures<double> figures = exact;
    for_each_site_figure(
        [&](FigureKind kind, double& figure, double lived, double direct) {
            figure = controlled(lived, direct, figure, slopes[kind]);
        },
        figures, seen.lived, seen.direct);
    return figures;
}

} // namespace careshed
