#include "engine/inputs/tag_walk.hpp"

#include "engine/core/visible_text.hpp"

namespace careshed {

namespace {

/// The text before the next zero byte, which is taken off with it.
std::optional<std::string_view> take_text(std::string_view& bytes) {
    const std::size_t end = bytes.find('\0');
    if (end == std::string_view::npos)
        return std::nullopt;
    const std::string_view text = bytes.substr(0, end);
    bytes.remove_prefix(end + 1);
    return is_utf8(text) ? std::optional(text) : std::nullopt;
}

} // namespace

std::optional<TagTexts> tags_within(std::string_view bytes) {
    TagTexts tags;
    while (!bytes.empty()) {
        const auto key = take_text(bytes);
        const auto value = key ? take_text(bytes) : std::nullopt;
        if (!value)
            return std::nullopt;
        tags.emplace_back(*key, *value);
    }
    return tags;
}

} // namespace careshed
