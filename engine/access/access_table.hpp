// Who walks how long to which site, as sparse rows by site: what every measure of access reads.
// People without a row do not reach the site within the limit of the search. 8 bytes a row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/access/walk_times.hpp"

namespace careshed {

/// A person row (it may stand for many people, or for part of one) and its walk to the site.
struct AccessRow {
    std::uint32_t who = 0;
    std::uint32_t walk_ds = 0; ///< deciseconds, never kUnreached
};

struct AccessTable {
    std::vector<std::uint32_t> first{0}; ///< sites + 1
    std::vector<AccessRow> rows; ///< of site s: first[s] to first[s + 1], by `who`, once each

    [[nodiscard]] std::size_t sites() const { return first.size() - 1; }
    [[nodiscard]] std::span<const AccessRow> of_site(std::size_t site) const {
        return std::span(rows).subspan(first[site], first[site + 1] - first[site]);
    }
};

/// Joins the rows of all sites, each site's sorted by `who` without repetition. Throws an internal
/// Error where they are not, a resource Error beyond 2^32 rows.
[[nodiscard]] AccessTable access_table(std::span<const std::vector<AccessRow>> by_site);

/// Throws an internal Error unless every row's person is one of `persons`.
void require_persons(std::span<const AccessRow> rows, std::size_t persons);

/// Deciseconds to the nearest of some sites by person row; kUnreached where none is
/// reached. Throws an internal Error for a site or a person the table does not have.
[[nodiscard]] std::vector<std::uint32_t>
nearest_walks(const AccessTable& table, std::span<const std::uint32_t> sites, std::size_t persons);

} // namespace careshed
