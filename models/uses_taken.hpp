// Uses that people would take to one site if it never closed and had room for all, summed over
// people; and what the site does with them: opening hours, booths and adoption make a part of them
// supervised.
#pragma once

#include <span>
#include <vector>

#include "engine/core/tally.hpp"
#include "models/expectation.hpp"

namespace careshed {

/// Sums a year.
struct UsesTaken {
    VolumeTally uses;
    VolumeTally fatality_of_uses; ///< each times P(death | life-threatening overdose) where it was
    std::array<EventTally, kSettings> deaths; ///< that supervision would avert
    EventTally overdoses, runs;
    std::vector<EventTally> deaths_by_group; ///< as City::groups

    explicit UsesTaken(std::size_t groups) : deaths_by_group(groups) {}

    /// Uses of one row of people. `onsite_fatality`: P(death | life-threatening overdose on site).
    void add(const FittedPerson& row, std::size_t group, const std::array<double, kSettings>& moved,
             double onsite_fatality) {
        double deaths_of_row = 0;
        for (std::size_t s = 0; s < kSettings; ++s) {
            const double overdoses_moved = moved[s] * row.life_threatening;
            const double averted = overdoses_moved * (row.fatality[s] - onsite_fatality);
            uses.add(moved[s]);
            fatality_of_uses.add(moved[s] * row.fatality[s]);
            overdoses.add(overdoses_moved);
            runs.add(overdoses_moved * row.run[s]);
            deaths[s].add(averted);
            deaths_of_row += averted;
        }
        deaths_by_group[group].add(deaths_of_row);
    }
};

/// What a site in `terms` does with the uses that people would take to it.
[[nodiscard]] SiteEffect effect_of_uses(const UsesTaken& taken, const SiteTerms& terms);

/// How strongly a site draws a row's uses in a setting; 0 beyond the decay.
[[nodiscard]] inline double attraction_of(const FittedPerson& row, const WalkerRow& walker,
                                          const Pull& pull, std::size_t setting) {
    return pull.at(walker.walk_ds[setting]) * pull.readiness[setting] * row.taste;
}

/// Rows that a site may draw: a decay that ends within the near part need not visit the far one.
[[nodiscard]] std::span<const WalkerRow> drawn_walkers(const SiteReach& reach, const Pull& pull);

} // namespace careshed
