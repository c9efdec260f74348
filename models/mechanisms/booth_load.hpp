// How full a site is by hour of the week and step of adoption: the Load that every life reads as
// one more customer. Either the steady state of each hour (Erlang A), or a real queue played from
// the site's own stream of arrivals. Quantised, so that loads too close to matter are equal.
#pragma once

#include <array>
#include <cstdint>

#include "engine/core/random.hpp"
#include "models/mechanisms/opc.hpp"

namespace careshed {

/// Six steps of adoption, then full uptake.
inline constexpr std::size_t kLoadSteps = kAdoptionSteps + 1;
[[nodiscard]] constexpr double adoption_of(std::size_t step) {
    return step < kAdoptionSteps ? adoption_step(static_cast<int>(step)) : 1.0;
}

struct BoothLoad {
    static constexpr double kWhole = 32768;
    /// Share of the uses wanted in an hour that get a booth, x kWhole: opening hours and queue.
    std::array<std::array<std::uint16_t, kHoursPerWeek>, kLoadSteps> admitted{};

    [[nodiscard]] double at(std::size_t step, std::size_t hour) const {
        return admitted[step][hour] / kWhole;
    }
    bool operator==(const BoothLoad&) const = default;
};

/// The steady state of every hour and step by itself.
[[nodiscard]] BoothLoad steady_load(const SiteDemand& demand);
/// Plays arrivals, stays and patience hour by hour through the booths: kQueueWeeks at full uptake
/// and kQueueStepWeeks at each step before. `stream` is the address's own. Where the steady state
/// refuses fewer than kWorthPlaying in its busiest hour, it is the answer.
[[nodiscard]] BoothLoad played_load(const SiteDemand& demand, const DrawKey& stream);
inline constexpr double kWorthPlaying = 0.001;
inline constexpr int kQueueWeeks = 8, kQueueStepWeeks = 2;

/// The mean week over a horizon under a load.
[[nodiscard]] HorizonOfUse horizon_of_load(const SiteDemand& demand, const BoothLoad& load,
                                           double adoption_period, double months);

} // namespace careshed
