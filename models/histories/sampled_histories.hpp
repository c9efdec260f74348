// One sampled future: whole people, whose survival is a Bernoulli draw. Its spread between
// replications is that of the count of a single year; its mean is that of histories.hpp, which is
// far less noisy. The two are reported side by side and never mixed.
#pragma once

#include <cstdint>
#include <vector>

#include "models/histories/histories.hpp"

namespace careshed {

/// Events of one year.
struct YearCounts {
    std::uint32_t deaths = 0, overdoses = 0, on_site = 0, runs = 0;
    YearCounts& operator+=(const YearCounts& other);
    bool operator==(const YearCounts&) const = default;
};

/// Counts by year of the run under an arm. A row's number of people is rounded up or down by the
/// row's own draw; people, their overdoses and all random draws are the same in every arm. Site
/// choice is by competing exponentials of staying and every site (a latent choice), each with its
/// own draw, so that a further site moves only the people who go there.
[[nodiscard]] std::vector<YearCounts> sample_years(const HistoriesPlan& plan, const Arm& arm);

} // namespace careshed
