// Which candidate a person means by --site: its id or name, in any case, or the start of one.
#pragma once

#include <cstddef>
#include <string>

#include "engine/city/city.hpp"

namespace careshed {

/// Index into City::candidates. Throws a usage Error that names the rule when a rule removed the
/// site, the choices when several fit, and the nearest word when none does.
[[nodiscard]] std::size_t chosen_site(const City& city, const std::string& wanted);

} // namespace careshed
