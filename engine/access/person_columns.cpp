#include "engine/access/person_columns.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/core/error.hpp"

namespace careshed {

void require_amounts(std::span<const double> amounts, const char* what) {
    for (std::size_t i = 0; i < amounts.size(); ++i)
        if (!std::isfinite(amounts[i]) || amounts[i] < 0)
            throw Error(ErrorKind::internal, fmt::format("access measures: row {}", i),
                        fmt::format("{} is {}, neither 0 nor a positive number", what, amounts[i]));
}

void require_walks(const WeightedWalks& walks) {
    if (walks.walk_ds.size() != walks.people.size())
        throw Error(ErrorKind::internal, "access measures",
                    fmt::format("{} walks of {} rows of people", walks.walk_ds.size(),
                                walks.people.size()));
    require_amounts(walks.people, "the number of people");
}

void require_labels(const GroupLabels& groups, std::size_t rows) {
    if (groups.of_row.size() != rows)
        throw Error(ErrorKind::internal, "access measures",
                    fmt::format("{} group labels of {} rows", groups.of_row.size(), rows));
    if (std::ranges::any_of(groups.of_row, [&](std::uint32_t g) { return g >= groups.count; }))
        throw Error(ErrorKind::internal, "access measures",
                    fmt::format("a group label is not below {}", groups.count));
}

} // namespace careshed
