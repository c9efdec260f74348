#include "models/person_ledger.hpp"

#include <algorithm>
#include <tuple>

namespace careshed {

std::vector<PersonMove> person_ledger(const FittedDraw& draw, const SiteReach& reach,
                                      const Pull& pull, const SiteTerms& terms) {
    std::vector<PersonMove> ledger;
    for (const WalkerRow& walker : reach.walkers) {
        const FittedPerson& row = draw.rows[walker.row];
        if (!row.admitted || row.people <= 0)
            continue;
        PersonMove move;
        move.people = row.people;
        for (std::size_t s = 0; s < kSettings; ++s) {
            const double attraction = pull.at(walker.walk_ds[s]) * pull.readiness[s] * row.taste;
            move.uses[s] = row.uses[s] / row.people * chance_of_going(attraction) * terms.open;
            move.risk[s] = row.life_threatening * (row.fatality[s] - terms.onsite_fatality);
        }
        if (move.uses[kPrivate] > 0 || move.uses[kPublic] > 0)
            ledger.push_back(move);
    }
    std::sort(ledger.begin(), ledger.end(), [](const PersonMove& a, const PersonMove& b) {
        return std::tie(a.uses, a.risk, a.people) < std::tie(b.uses, b.risk, b.people);
    });
    return ledger;
}

} // namespace careshed
