// Analytic expectation of a site in a draw, in the figures of a replication: the exact mean of the
// direct effect that a replication counts.
#pragma once

#include <cstddef>
#include <vector>

#include "models/studies/expected_study.hpp"
#include "models/studies/site_replications.hpp"

namespace careshed {

/// Both must outlive it. Sites are numbered as the simulated ones. Figures are scaled to the uses
/// that booths serve under `use`: direct effects are proportional to them.
class AnalyticExpectation {
  public:
    AnalyticExpectation(const ExpectedStudy& expected, const SiteReplications& simulated);

    [[nodiscard]] SiteEstimate estimate(DrawId draw, std::size_t decay, std::size_t site,
                                        const HorizonOfUse& use) const;
    [[nodiscard]] double deaths_averted(DrawId draw, std::size_t decay, std::size_t site,
                                        const HorizonOfUse& use) const;

  private:
    const ExpectedStudy& expected_;
    const std::vector<std::size_t>& sites_;
    std::size_t uses_;
};

} // namespace careshed
