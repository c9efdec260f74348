// Keys and values of scenario files that have got another name: a file that uses the former one
// means the same as before, and its reader learns the present one.
#pragma once

#include <string>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/inputs/config_tree.hpp"

namespace careshed {

/// Puts present names in place of former ones, each with a line in `notes` that begins with the
/// place. A key given under both names is a complaint. No value changes but for its name.
void replace_former_names(ConfigValue& root, std::vector<std::string>& notes,
                          std::vector<Complaint>& complaints);

/// The present word for a value of `key` ("queue" of model.queue); the word itself if it has only
/// one name.
[[nodiscard]] std::string present_word(const std::string& key, const std::string& word);

} // namespace careshed
