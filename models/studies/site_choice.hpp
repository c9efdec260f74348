// Lookup of a candidate, by --site or in a scenario's arm: its id or name, in any case, or the
// start of one.
#pragma once

#include <cstddef>
#include <string>

#include "engine/city/city.hpp"
#include "engine/core/error.hpp"

namespace careshed {

/// The name asked for, and its origin.
struct WantedSite {
    std::string name;
    std::string where = "--site"; ///< option, or place in the scenario file
    ErrorKind kind = ErrorKind::usage;
};

/// Index into City::candidates. Throws an Error that names the rule when a rule removed the site,
/// the choices when several fit, and the nearest word when none does.
[[nodiscard]] std::size_t chosen_site(const City& city, const WantedSite& asked);

} // namespace careshed
