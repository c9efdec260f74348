// Random walks of people to sites, dense and as an access table, for tests of access measures.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/access/access_table.hpp"
#include "engine/core/random.hpp"

namespace careshed::test {

struct RandomWalks {
    std::vector<std::vector<std::uint32_t>> walk_ds; ///< [site][person], kUnreached beyond 20 min
    std::vector<double> people;                      ///< 0 to 3, a quarter of them 0
    AccessTable table;
};

inline AccessTable table_of(const std::vector<std::vector<std::uint32_t>>& walk_ds) {
    std::vector<std::vector<AccessRow>> by_site(walk_ds.size());
    for (std::size_t site = 0; site < walk_ds.size(); ++site)
        for (std::uint32_t who = 0; who < walk_ds[site].size(); ++who)
            if (walk_ds[site][who] != kUnreached)
                by_site[site].push_back({who, walk_ds[site][who]});
    return access_table(by_site);
}

inline RandomWalks random_walks(std::uint32_t trial, std::uint32_t sites, std::uint32_t persons) {
    RandomWalks random;
    DrawStream crowd({31, Purpose::test, 0, trial});
    for (std::uint32_t who = 0; who < persons; ++who)
        random.people.push_back(crowd.below(4) == 0 ? 0 : 3 * crowd.uniform());
    for (std::uint32_t site = 0; site < sites; ++site) {
        DrawStream draws({31, Purpose::test, 1 + site, trial});
        auto& walks = random.walk_ds.emplace_back();
        for (std::uint32_t who = 0; who < persons; ++who) {
            const std::uint32_t time = draws.below(30000);
            walks.push_back(time > 12000 ? kUnreached : time);
        }
    }
    random.table = table_of(random.walk_ds);
    return random;
}

/// 1 at the door, falling in a straight line to 0 at 20 minutes.
inline std::vector<double> straight_decay() {
    std::vector<double> decay(12000);
    for (std::size_t ds = 0; ds < decay.size(); ++ds)
        decay[ds] = 1 - static_cast<double>(ds) / 12000;
    return decay;
}

} // namespace careshed::test
