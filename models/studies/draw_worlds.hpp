// What is kept of the worlds of one draw: sums of every figure, deaths averted world by world, and
// how closely what was lived follows what the closed form counts.
#pragma once

#include <cstdint>
#include <vector>

#include "models/studies/lived_world.hpp"

namespace careshed {

struct DrawWorlds {
    DrawId draw;
    std::uint32_t count = 0;
    WorldValues sum;
    std::vector<std::vector<Paired<double>>> averted; ///< deaths, by world, then decay and site
    std::vector<double> baseline;                     ///< deaths a year, by world
    /// By decay, then site: sites keep theirs apart, so that no site's figures hang on which others
    /// are compared.
    std::vector<PooledSlopes> slopes;
    std::vector<HorizonOfUse> use; ///< by decay, then site
    RunTerms run;
    double on_site_calls = 0;

    /// Lives the worlds that are missing to `wanted`, as one round, and adds them.
    void live(const LivedWorlds& lived, std::uint32_t wanted);
    [[nodiscard]] double mean(std::size_t value) const { return sum[value] / count; }
    [[nodiscard]] WorldValues means() const;

  private:
    void add(const WorldLayout& layout, const std::vector<WorldValues>& worlds);
};

/// From all draws, the central one among them if it was lived: by decay, then site.
[[nodiscard]] std::vector<Slopes> slopes_of(const std::vector<DrawWorlds>& draws,
                                            const DrawWorlds& central);

} // namespace careshed
