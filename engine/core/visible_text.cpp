#include "engine/core/visible_text.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <fmt/format.h>

namespace careshed {

namespace {

constexpr std::size_t kLongestMessage = 2'000, kLongestValue = 120;

/// One character of UTF-8, or one byte that begins none.
struct Character {
    std::size_t bytes = 1;
    std::uint32_t code = 0;
    bool is_valid = false;
};

unsigned char byte_at(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
}

bool continues(unsigned char byte) { return (byte & 0xC0U) == 0x80U; }

/// Number of bytes that a character of this first byte has, 0 for a byte that is never first.
std::size_t length_of(unsigned char first) {
    return first < 0x80                    ? 1
           : first >= 0xC2 && first < 0xE0 ? 2
           : first >= 0xE0 && first < 0xF0 ? 3
           : first >= 0xF0 && first < 0xF5 ? 4
                                           : 0;
}

Character character_at(std::string_view text, std::size_t at) {
    const unsigned char first = byte_at(text, at);
    const std::size_t bytes = length_of(first);
    if (bytes == 0 || at + bytes > text.size())
        return {};
    std::uint32_t code = bytes == 1 ? first : first & (0xFFU >> (bytes + 1));
    for (std::size_t k = 1; k < bytes; ++k) {
        if (!continues(byte_at(text, at + k)))
            return {};
        code = code << 6U | (byte_at(text, at + k) & 0x3FU);
    }
    return {bytes, code, true};
}

bool is_between(std::uint32_t code, std::uint32_t first, std::uint32_t last) {
    return first <= code && code <= last;
}

/// Whether it acts on what stands around it instead of being seen.
bool is_hidden(std::uint32_t code) {
    return code < 0x20 || is_between(code, 0x7F, 0x9F) || code == 0x61C ||
           is_between(code, 0x200E, 0x200F) || is_between(code, 0x2028, 0x202E) ||
           is_between(code, 0x2066, 0x2069);
}

bool is_blank(std::uint32_t code) { return code == '\t' || code == '\n' || code == '\r'; }

/// At most so many bytes from the start, never part of a character.
std::string_view start_of(std::string_view text, std::size_t most) {
    std::size_t end = std::min(most, text.size());
    while (end > 0 && end < text.size() && continues(byte_at(text, end)))
        --end;
    return text.substr(0, end);
}

/// At most so many bytes from the end, likewise.
std::string_view end_of(std::string_view text, std::size_t most) {
    std::size_t begin = text.size() - std::min(most, text.size());
    while (begin < text.size() && begin > 0 && continues(byte_at(text, begin)))
        ++begin;
    return text.substr(begin);
}

} // namespace

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const Character one = character_at(text, at);
        if (!one.is_valid)
            return false;
        at += one.bytes;
    }
    return true;
}

std::string visible_text(std::string_view text) {
    std::string visible;
    visible.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Character one = character_at(text, at);
        if (!one.is_valid)
            visible += fmt::format("\\x{:02x}", byte_at(text, at));
        else if (is_blank(one.code))
            visible += ' ';
        else if (is_hidden(one.code))
            visible += fmt::format("\\u{:04x}", one.code);
        else
            visible += text.substr(at, one.bytes);
        at += one.bytes;
    }
    return visible;
}

std::string message_text(std::string_view text) {
    std::string visible = visible_text(text);
    if (visible.size() <= kLongestMessage)
        return visible;
    return fmt::format("{} ... {}", start_of(visible, kLongestMessage * 3 / 4),
                       end_of(visible, kLongestMessage / 4));
}

std::string quoted_value(std::string_view text) {
    std::string visible = visible_text(text);
    if (visible.size() <= kLongestValue)
        return visible;
    return fmt::format("{}... ({} bytes)", start_of(visible, kLongestValue), text.size());
}

std::string markdown_text(std::string_view text) {
    constexpr std::string_view kMarks = "\\`*_[]#|~!";
    std::string escaped;
    for (const char c : visible_text(text)) {
        if (c == '<')
            escaped += "&lt;";
        else if (c == '>')
            escaped += "&gt;";
        else if (c == '&')
            escaped += "&amp;";
        else
            (kMarks.find(c) == std::string_view::npos ? escaped : escaped += '\\') += c;
    }
    return escaped;
}

} // namespace careshed
