// What one possible future looks like: whole people, who live or die by the toss of a coin. Its
// spread from world to world is what a count of one year may show; its mean is that of lives.hpp,
// which is far less noisy. The two are reported side by side and never mixed.
#pragma once

#include <cstdint>
#include <vector>

#include "models/histories/lives.hpp"

namespace careshed {

/// Events of one year.
struct YearCounts {
    std::uint32_t deaths = 0, overdoses = 0, on_site = 0, runs = 0;
    YearCounts& operator+=(const YearCounts& other);
    bool operator==(const YearCounts&) const = default;
};

/// Counts by year of the run under an arm. A row's number of people is rounded up or down by the
/// row's own draw; people, their overdoses and all coins are the same in every arm. Where somebody
/// would go is a race between staying and every site (a latent choice), each with its own draw, so
/// that a further site moves only those who go there.
[[nodiscard]] std::vector<YearCounts> sample_years(const LivesPlan& plan, const Arm& arm);

} // namespace careshed
