// Walking times that an earlier run worked out, kept under the fingerprint of the network, the
// candidates' places and the limit. Copied out of a mapped file and checked before use. They hold
// nodes and minutes to candidates, nothing about people.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/access/walk_times.hpp"
#include "engine/core/cache_folder.hpp"

namespace careshed {

/// What compute_walk_times() is asked.
struct WalkQuestion {
    const WalkNetwork* network = nullptr;
    std::span<const Candidate> candidates;
    Deciseconds limit{0};
};

/// As compute_walk_times(), from the cache if they are there, else kept there. `cache` may be null.
[[nodiscard]] WalkTimes walk_times(const WalkQuestion& question, Threads threads,
                                   CacheFolder* cache);

/// SHA-256 of all that the answer follows from, this build of the program included.
[[nodiscard]] std::string fingerprint_of(const WalkQuestion& question);
[[nodiscard]] std::string columns_of(const WalkTimes& times, std::string_view key);
/// Nothing unless the bytes are whole and answer the question: nodes of the network, in order, each
/// within the limit.
[[nodiscard]] std::optional<WalkTimes>
walk_times_from(std::string_view bytes, const WalkQuestion& question, std::string_view key);

} // namespace careshed
