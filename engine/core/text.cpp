#include "engine/core/text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace careshed {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string without_minus_zero(std::string digits) {
    const bool is_zero = digits.find_first_not_of("-0.") == std::string::npos;
    return is_zero && digits.front() == '-' ? digits.substr(1) : digits;
}

/// Edits (insert, delete, replace, swap of neighbours) from one word to the other, ignoring case.
/// Optimal string alignment: three rows of the usual table are enough.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        before_last.swap(last);
        last.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (lower(a[i - 1]) != lower(b[j - 1]) ? 1 : 0);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
            const bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                                 lower(a[i - 2]) == lower(b[j - 1]);
            if (swapped)
                row[j] = std::min(row[j], before_last[j - 2] + 1);
        }
    }
    return row[b.size()];
}

} // namespace

std::string number(double value) {
    return std::isnan(value) ? std::string() : without_minus_zero(fmt::format("{}", value));
}

std::string pretty(double value, int decimals) {
    if (!std::isfinite(value))
        return number(value);
    std::string text = without_minus_zero(fmt::format("{:.{}f}", value, decimals));
    const std::size_t first = is_digit(text.front()) ? 0 : 1;
    const std::size_t end = std::min(text.find('.'), text.size());
    for (std::size_t at = end; at > first + 3;) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    return text;
}

std::string csv_text(std::string_view text) {
    std::string safe;
    // A spreadsheet runs a cell that starts like this as a formula, blanks before it or not.
    const std::size_t first = text.find_first_not_of(" \t\n\v\f\r");
    const bool is_run = first != std::string_view::npos &&
                        std::string_view("=+-@").find(text[first]) != std::string_view::npos;
    if (is_run || text.starts_with('\t') || text.starts_with('\r'))
        safe = '\'';
    safe += text;
    if (safe.find_first_of(",\"\r\n\t") == std::string::npos)
        return safe;
    std::string quoted = "\"";
    for (char c : safe)
        quoted.append(c == '"' ? 2 : 1, c);
    return quoted + '"';
}

std::string html_text(std::string_view text) {
    std::string escaped;
    escaped.reserve(text.size());
    for (char c : text) {
        switch (c) {
        case '&':
            escaped += "&amp;";
            break;
        case '<':
            escaped += "&lt;";
            break;
        case '>':
            escaped += "&gt;";
            break;
        case '"':
            escaped += "&quot;";
            break;
        case '\'':
            escaped += "&#39;";
            break;
        default:
            escaped += c;
        }
    }
    return escaped;
}

std::string nearest_word(std::string_view word, std::span<const std::string> known) {
    std::string nearest;
    std::size_t fewest = word.size() / 3 + 1;
    for (const std::string& candidate : known) {
        const std::size_t gap =
            std::max(word.size(), candidate.size()) - std::min(word.size(), candidate.size());
        if (gap >= fewest)
            continue; // as many edits at least, and long values would take their product
        const std::size_t edits = edit_distance(word, candidate);
        if (edits < fewest) {
            fewest = edits;
            nearest = candidate;
        }
    }
    return nearest;
}

std::string lower_case(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(), lower);
    return result;
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (std::size_t at; (at = text.find(separator, from)) != std::string_view::npos; from = at + 1)
        parts.emplace_back(text.substr(from, at - from));
    parts.emplace_back(text.substr(from));
    return parts;
}

std::string join(std::span<const std::string> parts, std::string_view separator) {
    std::string joined;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0)
            joined += separator;
        joined += parts[i];
    }
    return joined;
}

std::string share_text(double share) {
    if (share > 0 && share < 0.01)
        return "under 1 %";
    if (share > 0.99 && share < 1)
        return "over 99 %";
    return pretty(100 * share, 0) + " %";
}

} // namespace careshed
