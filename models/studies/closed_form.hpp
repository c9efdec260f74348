// What the closed form says of a site in a draw, in the figures that worlds are counted in: the
// exact mean of what a world counts as direct effect.
#pragma once

#include <cstddef>
#include <vector>

#include "models/studies/expected_study.hpp"
#include "models/studies/lived_world.hpp"

namespace careshed {

/// Both must outlive it. Sites are numbered as those that are lived. Figures are scaled to the uses
/// that booths serve under `use`: direct effects follow them.
class ClosedForm {
  public:
    ClosedForm(const ExpectedStudy& expected, const LivedWorlds& lived);

    [[nodiscard]] SiteLane lane(DrawId draw, std::size_t decay, std::size_t site,
                                const HorizonOfUse& use) const;
    [[nodiscard]] double deaths_averted(DrawId draw, std::size_t decay, std::size_t site,
                                        const HorizonOfUse& use) const;

  private:
    const ExpectedStudy& expected_;
    const std::vector<std::size_t>& sites_;
    std::size_t uses_;
};

} // namespace careshed
