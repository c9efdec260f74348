// How long does a person take over a street, each way? Level speed, Tobler's function of slope,
// steps and, if wanted, waiting to cross. Speed in metres a second, slope as rise over run, times
// in deciseconds. docs/walking-pace.md has the sources and what is an assumption.
#pragma once

#include <cstdint>

#include "engine/city/streets/streets.hpp"

namespace careshed {

struct Pace {
    double flat_mps = 1.34;        ///< on level ground (parameter walking_speed)
    double slope_penalty = 1;      ///< at least 1; multiplies Tobler's exponent where it slows down
    double steps_factor = 3;       ///< time on steps beside level ground (Fujiyama and Tyler 2010)
    std::uint32_t crossing_ds = 0; ///< wait at each crossing of three or more streets
};

/// 0.8 m/s; slopes cost half as much again (both assumptions).
[[nodiscard]] Pace impaired_pace();

/// Speed beside that on level ground, for walking up a slope of rise over run (down: below 0).
/// Slopes beyond kSteepestSlope are walked as that.
[[nodiscard]] double slope_speed(double slope, const Pace& pace);

/// Deciseconds over a whole edge, each way; at least 1.
struct EdgeTimes {
    std::uint32_t along_ds = 1;   ///< from -> to
    std::uint32_t against_ds = 1; ///< to -> from
};
/// Time is summed over the edge's heights, not speed averaged. Half of each wait is the edge's.
[[nodiscard]] EdgeTimes walk_edge(const Streets& streets, std::uint32_t edge, const Pace& pace);

/// Deciseconds over open level ground, rounded.
[[nodiscard]] std::uint32_t walk_open(double distance_cm, const Pace& pace);

} // namespace careshed
