#include "engine/inputs/filter_check.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/text.hpp"

namespace careshed {

namespace {

constexpr std::size_t kLongestFilter = 2'000; // bytes
constexpr int kDeepest = 64;                  // parsers of conditions recurse
constexpr std::ptrdiff_t kMostWildcards = 4;  // each multiplies the ways to match a text

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// The character that ends what this one begins, 0 for one that begins no quote.
char closing_quote(char c) { return c == '\'' || c == '"' || c == '`' ? c : c == '[' ? ']' : '\0'; }

/// Texts and names in quotes as an empty text each; a doubled quote ends one and begins another.
/// With them, the most wildcards that one holds.
struct Unquoted {
    std::string text;
    std::ptrdiff_t wildcards = 0;
};

Unquoted unquoted(std::string_view filter) {
    Unquoted rest;
    for (std::size_t at = 0; at < filter.size(); ++at) {
        const char quote = closing_quote(filter[at]);
        rest.text += filter[at];
        if (quote == '\0')
            continue;
        const std::size_t end = std::min(filter.find(quote, at + 1), filter.size());
        rest.wildcards =
            std::max(rest.wildcards, std::ranges::count(filter.substr(at, end - at), '%'));
        rest.text += quote;
        at = end;
    }
    return rest;
}

int depth_of(std::string_view text) {
    int depth = 0, deepest = 0;
    for (const char c : text) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        deepest = std::max(deepest, depth);
    }
    return deepest;
}

bool holds_word(const std::string& lowered, std::string_view word) {
    for (std::size_t at = lowered.find(word); at != std::string::npos;
         at = lowered.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        const bool is_whole = (at == 0 || !is_word(lowered[at - 1])) &&
                              (end == lowered.size() || !is_word(lowered[end]));
        if (is_whole)
            return true;
    }
    return false;
}

} // namespace

std::optional<Refusal> refuse_filter(std::string_view filter) {
    if (filter.size() > kLongestFilter)
        return Refusal{fmt::format("a filter of {} bytes, at most {} are taken", filter.size(),
                                   kLongestFilter),
                       "shorten it, for example by column IN ('a', 'b'), or export the features "
                       "that pass it"};
    const Unquoted rest = unquoted(filter);
    const std::string lowered = lower_case(rest.text);
    if (depth_of(rest.text) > kDeepest)
        return Refusal{fmt::format("its parentheses are more than {} deep", kDeepest),
                       "write it without those that it does not need"};
    if (rest.wildcards > kMostWildcards)
        return Refusal{fmt::format("a text of it holds more than {} wildcards (%)", kMostWildcards),
                       "compare with several texts, joined by AND"};
    if (holds_word(lowered, "select") || holds_word(lowered, "with"))
        return Refusal{
            "queries (SELECT, WITH) are not evaluated in a filter",
            "compare columns with values; a column of that name stands in double quotes"};
    if (lowered.find("--") != std::string::npos || lowered.find("/*") != std::string::npos)
        return Refusal{"comments (-- and /*) cannot stand in a filter", "leave them out"};
    return std::nullopt;
}

} // namespace careshed
