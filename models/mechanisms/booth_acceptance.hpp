// Acceptance of a site by hour of the week and step of adoption: the share of wanted uses that get
// a booth, for every history as for one further arrival. Either the steady state of each hour
// (Erlang A), or a simulated queue with the site's own stream of arrivals. Quantised, so that
// acceptances too close to matter are equal.
#pragma once

#include <array>
#include <cstdint>

#include "engine/core/random.hpp"
#include "models/mechanisms/opc.hpp"

namespace careshed {

/// Six steps of adoption, then full uptake.
inline constexpr std::size_t kAcceptanceSteps = kAdoptionSteps + 1;
[[nodiscard]] constexpr double adoption_of(std::size_t step) {
    return step < kAdoptionSteps ? adoption_step(static_cast<int>(step)) : 1.0;
}

struct BoothAcceptance {
    static constexpr double kWhole = 32768;
    /// Share of the uses wanted in an hour that get a booth, x kWhole: opening hours and queue.
    std::array<std::array<std::uint16_t, kHoursPerWeek>, kAcceptanceSteps> admitted{};

    [[nodiscard]] double at(std::size_t step, std::size_t hour) const {
        return admitted[step][hour] / kWhole;
    }
    bool operator==(const BoothAcceptance&) const = default;
};

/// The steady state of every hour and step by itself.
[[nodiscard]] BoothAcceptance steady_acceptance(const SiteDemand& demand);
/// Simulates arrivals, stays and patience hour by hour in the queue: kQueueWeeks at full uptake and
/// kQueueStepWeeks at each step before. `stream` is the address's own. Where the steady state
/// refuses a share below kSimulateAbove in its busiest hour, it is returned.
[[nodiscard]] BoothAcceptance simulated_acceptance(const SiteDemand& demand, const DrawKey& stream);
inline constexpr double kSimulateAbove = 0.001;
inline constexpr int kQueueWeeks = 8, kQueueStepWeeks = 2;

/// The mean week over a horizon under an acceptance.
[[nodiscard]] HorizonOfUse use_over_horizon(const SiteDemand& demand,
                                            const BoothAcceptance& acceptance,
                                            double adoption_period, double months);

} // namespace careshed
