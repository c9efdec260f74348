// The same reach as site_reach, by person: candidates within walking reach of each row of the
// super-population. 12 bytes a pair.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/expected/site_reach.hpp"

namespace careshed {

struct NearbySite {
    std::uint32_t candidate = 0;
    std::array<std::uint32_t, kSettings> walk_ds{}; ///< kUnreached beyond the limit
};

class NearbySites {
  public:
    NearbySites(const std::vector<SiteReach>& reach, std::size_t rows);
    /// In order of candidate.
    [[nodiscard]] std::span<const NearbySite> of_row(std::size_t row) const {
        return {sites_.data() + first_[row], sites_.data() + first_[row + 1]};
    }

  private:
    std::vector<std::size_t> first_; ///< rows + 1 entries
    std::vector<NearbySite> sites_;
};

} // namespace careshed
