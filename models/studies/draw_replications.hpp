// Stored results of the replications of one draw: sums of every figure, deaths averted by
// replication, and control-variate slopes of simulated figures on direct counts.
#pragma once

#include <cstdint>
#include <vector>

#include "models/studies/site_replications.hpp"

namespace careshed {

struct DrawReplications {
    DrawId draw;
    std::uint32_t count = 0;
    ReplicationValues sum;
    std::vector<std::vector<Paired<double>>>
        averted;                  ///< deaths, by replication, then decay and site
    std::vector<double> baseline; ///< deaths a year, by replication
    /// By decay, then site: each site has its own, so that no site's figures depend on the other
    /// sites compared.
    std::vector<PooledSlopes> slopes;
    std::vector<HorizonOfUse> use; ///< by decay, then site
    RunTerms run;
    double on_site_calls = 0;

    /// Simulates the replications that are missing to `wanted`, as one round, and adds them.
    void simulate(const SiteReplications& simulated, std::uint32_t wanted);
    [[nodiscard]] double mean(std::size_t value) const { return sum[value] / count; }
    [[nodiscard]] ReplicationValues means() const;

  private:
    void add(const ReplicationLayout& layout, const std::vector<ReplicationValues>& replications);
};

/// From all draws, the central one among them if it was simulated: by decay, then site.
[[nodiscard]] std::vector<Slopes> slopes_of(const std::vector<DrawReplications>& draws,
                                            const DrawReplications& central);

} // namespace careshed
