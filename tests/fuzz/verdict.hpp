// Was an input read or refused? An Error that a person can act on refuses it. Any other exception
// is a fault of ours and ends the process, as a broken claim about what was read does.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/error.hpp"
#include "engine/core/visible_text.hpp"

namespace careshed::fuzz {

inline void claim(bool holds, const char* what) {
    if (holds)
        return;
    std::fprintf(stderr, "claim broken: %s\n", what);
    std::abort();
}

/// What a reader made of an input: a value, or the words by which it was refused.
template <class T> struct Verdict {
    std::optional<T> value;
    std::string words;
};

inline std::string words_of(const Error& error) {
    const bool is_for_a_person = error.kind() == ErrorKind::usage ||
                                 error.kind() == ErrorKind::input ||
                                 error.kind() == ErrorKind::resource;
    if (!is_for_a_person)
        std::fprintf(stderr, "%s\n", error.what());
    claim(is_for_a_person, "an input is refused in words that say what to do");
    claim(!error.complaints().empty(), "a refusal says something");
    for (const Complaint& complaint : error.complaints()) {
        claim(!complaint.message.empty(), "a complaint says something");
        claim(visible_text(complaint.text()) == complaint.text(), "a complaint is fit to print");
    }
    return error.what();
}

template <class Read> auto verdict_of(Read&& read) -> Verdict<decltype(read())> {
    try {
        return {read(), ""};
    } catch (const Error& error) {
        return {std::nullopt, words_of(error)};
    }
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

} // namespace careshed::fuzz
