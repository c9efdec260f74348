// May this text be printed? Names, notes and values come from files of other people: on a screen
// they must neither steer the terminal nor turn around what stands beside them, nor fill it.
#pragma once

#include <string>
#include <string_view>

namespace careshed {

/// Whether every byte is part of a character of UTF-8, by lead and continuation bytes.
[[nodiscard]] bool is_utf8(std::string_view text);

/// Control characters (C0, C1), marks that change the direction of text (U+061C, U+200E, U+200F,
/// U+202A to U+202E, U+2066 to U+2069) and line separators as "\\u202e", bytes that are not UTF-8
/// as "\\xff", tabs and line breaks as blanks. All other text as it is; twice is as once. Applied
/// where a name is made, so that files, screens and messages show the same.
[[nodiscard]] std::string visible_text(std::string_view text);

/// Visible, and in the middle cut out beyond 2,000 bytes: a message stays one that can be read
/// whatever it quotes.
[[nodiscard]] std::string message_text(std::string_view text);

/// Visible, and cut at the end beyond 120 bytes: a value that a message quotes.
[[nodiscard]] std::string quoted_value(std::string_view text);

/// Visible text of others within Markdown: raw HTML, links and emphasis are shown as typed.
[[nodiscard]] std::string markdown_text(std::string_view text);

} // namespace careshed
