// Where one-way streets leave those who drive stuck: pieces of the drivable network that can be
// reached but not left, left but not reached, or neither, though they hang together with the main
// one on foot or against the traffic. Most are errors of the data, or the edge of an extract. What
// does not touch the main network at all is no trap but an island (components). Cost: linear, three
// sweeps of the streets.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/city/streets/streets.hpp"

namespace careshed {

/// Seen from the main network: the largest set of nodes each of which can be driven to from each
/// other.
enum class TrapKind : std::uint8_t { no_way_out, no_way_in, apart };

struct OneWayTrap {
    TrapKind kind = TrapKind::apart;
    std::uint32_t first_node = 0; ///< stands for it on a map
    std::uint32_t nodes = 0;
    std::uint64_t length_cm = 0; ///< of drivable edges that touch it
};

/// Neighbouring nodes of one kind make one trap. The longest first, equals by first node.
[[nodiscard]] std::vector<OneWayTrap> one_way_traps(const Streets& streets);

/// Strongly connected component of each node under the driving directions, numbered in no
/// particular order; of a node that nothing drives to, its own.
[[nodiscard]] std::vector<std::uint32_t> strong_components(const Streets& streets);

} // namespace careshed
