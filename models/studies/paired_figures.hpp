// What worlds say of an arm in two ways at once, as lived and as the closed form counts the same
// overdoses: how closely the one follows the other over all draws, and what is left of the first
// when the known error of the second is taken out.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "engine/simulate/control_variate.hpp"
#include "models/expected/site_figures.hpp"

namespace careshed {

template <class Figures> struct Paired {
    Figures lived{}, direct{};
};
using PairedFigures = Paired<SiteFigures<double>>;

/// By kind of figure.
using PooledSlopes = std::array<PooledSlope, kFigureKinds>;
using Slopes = std::array<double, kFigureKinds>;

/// Worlds of one draw and one arm.
void add_worlds(PooledSlopes& slopes, std::span<const PairedFigures> worlds);
/// The same of a single figure.
void add_worlds(PooledSlope& slope, std::span<const Paired<double>> worlds);
[[nodiscard]] Slopes values_of(const PooledSlopes& slopes);

/// Of both settings together, in the figures' unit.
[[nodiscard]] Paired<double> total(const PairedFigures& figures, FigureKind kind);
/// Over worlds, at least one, in their unit.
[[nodiscard]] Paired<double> mean_of(std::span<const Paired<double>> worlds);

/// What was seen, without the error that the closed form is seen to have beside `exact`.
[[nodiscard]] SiteFigures<double>
controlled(const PairedFigures& seen, const SiteFigures<double>& exact, const Slopes& slopes);
[[nodiscard]] constexpr double controlled(Paired<double> seen, double exact, double slope) {
    return controlled(seen.lived, seen.direct, exact, slope);
}

} // namespace careshed
