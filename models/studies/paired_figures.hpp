// Control variates: figures of an arm in replications, as simulated and as the analytic expectation
// counts the same overdoses; the slope of the one on the other over all draws, and the simulated
// figures adjusted by the known error of the direct ones.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "engine/simulate/control_variate.hpp"
#include "models/expected/site_figures.hpp"

namespace careshed {

template <class Figures> struct Paired {
    Figures simulated{}, direct{};
};
using PairedFigures = Paired<SiteFigures<double>>;

/// By kind of figure.
using PooledSlopes = std::array<PooledSlope, kFigureKinds>;
using Slopes = std::array<double, kFigureKinds>;

/// Replications of one draw and one arm.
void add_replications(PooledSlopes& slopes, std::span<const PairedFigures> replications);
/// The same of a single figure.
void add_replications(PooledSlope& slope, std::span<const Paired<double>> replications);
[[nodiscard]] Slopes values_of(const PooledSlopes& slopes);

/// Of both settings together, in the figures' unit.
[[nodiscard]] Paired<double> total(const PairedFigures& figures, FigureKind kind);
/// Over replications, at least one, in their unit.
[[nodiscard]] Paired<double> mean_of(std::span<const Paired<double>> replications);

/// Simulated figures, adjusted by the error of the direct counts against `exact`.
[[nodiscard]] SiteFigures<double>
controlled(const PairedFigures& seen, const SiteFigures<double>& exact, const Slopes& slopes);
[[nodiscard]] constexpr double controlled(Paired<double> seen, double exact, double slope) {
    return controlled(seen.simulated, seen.direct, exact, slope);
}

} // namespace careshed
