#include "models/expected/nearby_sites.hpp"

namespace careshed {

NearbySites::NearbySites(const std::vector<SiteReach>& reach, std::size_t rows)
    : first_(rows + 1, 0) {
    for (const SiteReach& site : reach)
        for (const WalkerRow& walker : site.walkers)
            ++first_[walker.row + 1];
    for (std::size_t row = 0; row < rows; ++row)
        first_[row + 1] += first_[row];
    sites_.resize(first_[rows]);
    std::vector<std::size_t> next(first_.begin(), first_.end() - 1);
    for (std::size_t candidate = 0; candidate < reach.size(); ++candidate)
        for (const WalkerRow& walker : reach[candidate].walkers)
            sites_[next[walker.row]++] = {static_cast<std::uint32_t>(candidate), walker.walk_ds};
}

} // namespace careshed
