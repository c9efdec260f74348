#include "engine/city/stable_names.hpp"

#include <set>

namespace careshed {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
bool is_plain(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/// Runs of other characters become one `separator`, none at the ends.
std::string words(std::string_view text, char separator) {
    std::string result;
    for (const char c : text) {
        if (is_plain(lower(c)))
            result += lower(c);
        else if (!result.empty() && result.back() != separator)
            result += separator;
    }
    if (!result.empty() && result.back() == separator)
        result.pop_back();
    return result;
}

} // namespace

std::string slug_of(std::string_view name) {
    const std::string slug = words(name, '-');
    return slug.empty() ? "site" : slug;
}

std::vector<std::string> unique_slugs(std::span<const std::string> names) {
    std::vector<std::string> slugs;
    std::set<std::string> taken;
    // Plain slugs first, so that a place called "Elm 2" keeps "elm-2" in any row.
    for (const std::string& name : names)
        taken.insert(slug_of(name));
    std::set<std::string> used;
    for (const std::string& name : names) {
        const std::string plain = slug_of(name);
        std::string slug = plain;
        for (int n = 2; used.contains(slug) || (slug != plain && taken.contains(slug)); ++n)
            slug = plain + "-" + std::to_string(n);
        used.insert(slug);
        slugs.push_back(slug);
    }
    return slugs;
}

std::string normal_address(std::string_view address) {
    std::string normal = words(address, ' ');
    for (char& c : normal)
        c = upper(c);
    return normal;
}

} // namespace careshed
