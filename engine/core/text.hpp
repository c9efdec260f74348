// Small texts done once: numbers for tables, quoting for CSV and HTML, the nearest word to a typo.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace careshed {

/// Shortest decimal that reads back as the same double ("0.1", "12", "1e-07"); "" for NaN, "0" for
/// -0.
[[nodiscard]] std::string number(double value);
/// Fixed decimals with thousands separators, for people: 12,345.7.
[[nodiscard]] std::string pretty(double value, int decimals);
/// A CSV field: quoted where needed; a text that starts with a tab or CR, or with = + - @ after any
/// blanks, is neutralised with '.
[[nodiscard]] std::string csv_text(std::string_view text);
/// Text for HTML and SVG: & < > " ' escaped.
[[nodiscard]] std::string html_text(std::string_view text);
/// The known word closest to `word` (edit distance at most a third of its length), or "". Case is
/// ignored, two swapped letters are one edit, and of equally close words the first is taken.
[[nodiscard]] std::string nearest_word(std::string_view word, std::span<const std::string> known);
/// A to Z as a to z; all other bytes as they are.
[[nodiscard]] std::string lower_case(std::string_view text);
/// Parts between separators, empty ones too: "a,,b" has three and "" has one.
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);
[[nodiscard]] std::string join(std::span<const std::string> parts, std::string_view separator);

/// "34 %", "under 1 %", "over 99 %".
[[nodiscard]] std::string share_text(double share);

} // namespace careshed
