// Which tags stand in these bytes? A reader of OpenStreetMap data lays out the tags of an object as
// texts that each end at a zero byte: key, value, key, value. In a damaged file a text can lack its
// end or hold a zero byte of its own; a walk that trusts them leaves the object. This one does not.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace careshed {

/// Keys and values, which point into the bytes.
using TagTexts = std::vector<std::pair<std::string_view, std::string_view>>;

/// In the order of the bytes, of which none beyond the last is read. Nothing when a text has no
/// end, when a key has no value or when one is not UTF-8. Cost: one pass.
[[nodiscard]] std::optional<TagTexts> tags_within(std::string_view bytes);

} // namespace careshed
