#include "models/studies/paired_figures.hpp"

namespace careshed {

void add_replications(PooledSlopes& slopes, std::span<const PairedFigures> replications) {
    for (const FigureKind kind : {kDeaths, kOverdosesOnSite, kRuns}) {
        std::vector<Paired<double>> of_kind;
        for (const PairedFigures& replication : replications)
            of_kind.push_back(total(replication, kind));
        add_replications(slopes[kind], of_kind);
    }
}

void add_replications(PooledSlope& slope, std::span<const Paired<double>> replications) {
    std::vector<double> simulated, direct;
    for (const Paired<double>& replication : replications) {
        simulated.push_back(replication.simulated);
        direct.push_back(replication.direct);
    }
    slope.add(simulated, direct);
}

Slopes values_of(const PooledSlopes& slopes) {
    Slopes values{};
    for (std::size_t kind = 0; kind < kFigureKinds; ++kind)
        values[kind] = slopes[kind].value();
    return values;
}

Paired<double> total(const PairedFigures& figures, FigureKind kind) {
    return {total(figures.simulated, kind), total(figures.direct, kind)};
}

Paired<double> mean_of(std::span<const Paired<double>> replications) {
    Paired<double> sum;
    for (const Paired<double>& replication : replications) {
        sum.simulated += replication.simulated;
        sum.direct += replication.direct;
    }
    const auto count = static_cast<double>(replications.size());
    return {sum.simulated / count, sum.direct / count};
}

SiteFigures<double> controlled(const PairedFigures& seen, const SiteFigures<double>& exact,
                               const Slopes& slopes) {
    SiteFigures<double> figures = exact;
    for_each_site_figure(
        [&](FigureKind kind, double& value, double simulated, double direct) {
            value = controlled(simulated, direct, value, slopes[kind]);
        },
        figures, seen.simulated, seen.direct);
    return figures;
}

} // namespace careshed
