#include "models/expected/person_ledger.hpp"

#include <algorithm>
#include <span>
#include <tuple>

namespace careshed {

std::vector<MovedUses> moved_uses(const FittedDraw& draw, const SiteReach& reach,
                                  const Attraction& attraction, const SiteTerms& terms) {
    std::vector<MovedUses> all;
    for (const WalkerRow& walker : reach.walkers) {
        const FittedPerson& row = draw.rows[walker.row];
        if (!row.admitted || row.people <= 0)
            continue;
        MovedUses moved;
        moved.row = walker.row;
        for (std::size_t s = 0; s < kSettings; ++s) {
            moved.uses[s] = uses_moved(row, walker, attraction, s) * terms.open;
            moved.risk[s] = row.life_threatening * (row.fatality[s] - terms.onsite_fatality);
        }
        if (moved.uses[kPrivate] > 0 || moved.uses[kPublic] > 0)
            all.push_back(moved);
    }
    return all;
}

namespace {

double risk_moved(const MovedUses& moved) {
    return moved.risk[kPrivate] * moved.uses[kPrivate] + moved.risk[kPublic] * moved.uses[kPublic];
}

LedgerClass pooled(const FittedDraw& draw, std::span<const MovedUses> rows) {
    LedgerClass pool;
    for (const MovedUses& moved : rows) {
        pool.people += draw.rows[moved.row].people;
        for (std::size_t s = 0; s < kSettings; ++s) {
            pool.uses[s] += moved.uses[s];
            pool.risk[s] += moved.uses[s] * moved.risk[s];
        }
    }
    for (std::size_t s = 0; s < kSettings; ++s) {
        pool.risk[s] = pool.uses[s] > 0 ? pool.risk[s] / pool.uses[s] : 0;
        pool.uses[s] /= pool.people;
    }
    return pool;
}

} // namespace

std::vector<LedgerClass> person_ledger(const FittedDraw& draw, const SiteReach& reach,
                                       const Attraction& attraction, const SiteTerms& terms) {
    std::vector<MovedUses> rows = moved_uses(draw, reach, attraction, terms);
    // By risk a person carries to the site, so that a class mixes the areas in reach.
    std::sort(rows.begin(), rows.end(), [](const MovedUses& a, const MovedUses& b) {
        return std::tuple(risk_moved(a), a.row) < std::tuple(risk_moved(b), b.row);
    });
    const std::size_t classes =
        std::clamp(rows.size() / kFewestRowsOfClass, std::size_t{1}, kMostClasses);
    std::vector<LedgerClass> ledger;
    for (std::size_t k = 0; k < classes && !rows.empty(); ++k) {
        const std::size_t from = k * rows.size() / classes, to = (k + 1) * rows.size() / classes;
        ledger.push_back(pooled(draw, std::span(rows).subspan(from, to - from)));
    }
    return ledger;
}

} // namespace careshed
