#include "models/person_ledger.hpp"

#include <algorithm>
#include <tuple>

namespace careshed {

std::vector<MovedUses> moved_uses(const FittedDraw& draw, const SiteReach& reach, const Pull& pull,
                                  const SiteTerms& terms) {
    std::vector<MovedUses> all;
    for (const WalkerRow& walker : reach.walkers) {
        const FittedPerson& row = draw.rows[walker.row];
        if (!row.admitted || row.people <= 0)
            continue;
        MovedUses moved;
        moved.row = walker.row;
        for (std::size_t s = 0; s < kSettings; ++s) {
            const double attraction = pull.at(walker.walk_ds[s]) * pull.readiness[s] * row.taste;
            moved.uses[s] = row.uses[s] * chance_of_going(attraction) * terms.open;
            moved.risk[s] = row.life_threatening * (row.fatality[s] - terms.onsite_fatality);
        }
        if (moved.uses[kPrivate] > 0 || moved.uses[kPublic] > 0)
            all.push_back(moved);
    }
    return all;
}

std::vector<LedgerRow> person_ledger(const FittedDraw& draw, const SiteReach& reach,
                                     const Pull& pull, const SiteTerms& terms) {
    std::vector<LedgerRow> ledger;
    for (const MovedUses& moved : moved_uses(draw, reach, pull, terms)) {
        const double people = draw.rows[moved.row].people;
        ledger.push_back(
            {people, moved.risk, {moved.uses[kPrivate] / people, moved.uses[kPublic] / people}});
    }
    std::sort(ledger.begin(), ledger.end(), [](const LedgerRow& a, const LedgerRow& b) {
        return std::tie(a.uses, a.risk, a.people) < std::tie(b.uses, b.risk, b.people);
    });
    return ledger;
}

} // namespace careshed
