#include "engine/access/access_table.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "engine/core/error.hpp"

namespace careshed {

namespace {

void require_sorted_walks(std::span<const AccessRow> rows, std::size_t site) {
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].walk_ds == kUnreached || (i > 0 && rows[i - 1].who >= rows[i].who))
            throw Error(ErrorKind::internal, fmt::format("access table: site {}", site),
                        "its rows are not reached walks, sorted by person, each person once");
}

} // namespace

AccessTable access_table(std::span<const std::vector<AccessRow>> by_site) {
    std::size_t rows = 0;
    for (const std::vector<AccessRow>& site : by_site)
        rows += site.size();
    if (rows > std::numeric_limits<std::uint32_t>::max())
        throw Error(ErrorKind::resource, "access table",
                    fmt::format("{} walks are more than one table holds", rows),
                    "fewer candidates at once or a shorter walk limit needs fewer");
    AccessTable table;
    table.first.reserve(by_site.size() + 1);
    table.rows.reserve(rows);
    for (std::size_t site = 0; site < by_site.size(); ++site) {
        require_sorted_walks(by_site[site], site);
        table.rows.insert(table.rows.end(), by_site[site].begin(), by_site[site].end());
        table.first.push_back(static_cast<std::uint32_t>(table.rows.size()));
    }
    return table;
}

void require_persons(std::span<const AccessRow> rows, std::size_t persons) {
    if (!rows.empty() && rows.back().who >= persons) // rows are sorted
        throw Error(ErrorKind::internal, "access table",
                    fmt::format("person row {} of {}", rows.back().who, persons));
}

std::vector<std::uint32_t>
nearest_walks(const AccessTable& table, std::span<const std::uint32_t> sites, std::size_t persons) {
    std::vector<std::uint32_t> nearest(persons, kUnreached);
    for (const std::uint32_t site : sites) {
        if (site >= table.sites())
            throw Error(ErrorKind::internal, "access table",
                        fmt::format("site {} of {}", site, table.sites()));
        require_persons(table.of_site(site), persons);
        for (const AccessRow& row : table.of_site(site))
            nearest[row.who] = std::min(nearest[row.who], row.walk_ds);
    }
    return nearest;
}

} // namespace careshed
