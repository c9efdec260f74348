// Text of other people neither steers a terminal nor turns around what stands beside it.
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "engine/core/error.hpp"
#include "engine/core/random.hpp"
#include "engine/core/visible_text.hpp"

namespace careshed::visible_text_test {

TEST_CASE("Text of any script stays as it is", "[text]") {
    for (const std::string text :
         {"", "Elm Street 5", "\u0141\u00f3d\u017a", "\u4e0a\u6d77", "\u0645\u0631",
          "\u0928\u094d\u0924", "\U0001f469\u200d\u2695", "a\\b", "\\u202e", "~"})
        CHECK(visible_text(text) == text);
}

TEST_CASE("What acts on a screen stands there as an escape", "[text]") {
    CHECK(visible_text("a\x1b[31mb") == "a\\u001b[31mb");
    CHECK(visible_text(std::string("a\0b", 3)) == "a\\u0000b");
    CHECK(visible_text("\x7f\x07") == "\\u007f\\u0007");
    CHECK(visible_text("\xc2\x9b") == "\\u009b"); // C1: the same as ESC [
    CHECK(visible_text("a\tb\nc\r") == "a b c ");
    CHECK(visible_text("\xd8\x9c") == "\\u061c");
    for (const auto& [bytes, shown] :
         std::vector<std::pair<std::string, std::string>>{{"\u200e", "\\u200e"},
                                                          {"\u200f", "\\u200f"},
                                                          {"\u202a", "\\u202a"},
                                                          {"\u202b", "\\u202b"},
                                                          {"\u202c", "\\u202c"},
                                                          {"\u202d", "\\u202d"},
                                                          {"\u202e", "\\u202e"},
                                                          {"\u2066", "\\u2066"},
                                                          {"\u2067", "\\u2067"},
                                                          {"\u2068", "\\u2068"},
                                                          {"\u2069", "\\u2069"},
                                                          {"\u2028", "\\u2028"}})
        CHECK(visible_text("x" + bytes + "y") == "x" + shown + "y");
}

TEST_CASE("Bytes that are no UTF-8 are shown one by one", "[text]") {
    CHECK(visible_text("caf\xe9 x") == "caf\\xe9 x");
    CHECK(visible_text("\x9b") == "\\x9b");
    CHECK(visible_text("\xe2\x80") == "\\xe2\\x80");
    CHECK(visible_text("\xff") == "\\xff");
}

TEST_CASE("Once visible, text stays the same, and random bytes become visible", "[text]") {
    DrawStream draws({1, Purpose::incidence, 1, 0});
    for (int again = 0; again < 500; ++again) {
        std::string bytes;
        for (int i = 0; i < 40; ++i)
            bytes += static_cast<char>(draws.bits64() & 0xFFU);
        const std::string visible = visible_text(bytes);
        CHECK(visible_text(visible) == visible);
        for (const char c : visible)
            CHECK((static_cast<unsigned char>(c) >= 0x20 && c != 0x7f));
    }
}

TEST_CASE("A value of 100,000 characters is cut where it is quoted, never within a character",
          "[text]") {
    CHECK(quoted_value("short") == "short");
    const std::string quoted = quoted_value(std::string(100'000, 'x'));
    CHECK(quoted == std::string(120, 'x') + "... (100000 bytes)");
    std::string smiles;
    for (int i = 0; i < 1000; ++i)
        smiles += "\u20ac";
    CHECK(quoted_value("a" + smiles).find("\\x") == std::string::npos);
    CHECK(visible_text(quoted_value("a" + smiles)) == quoted_value("a" + smiles));
    CHECK(visible_text(message_text("ab" + smiles)) == message_text("ab" + smiles));
    CHECK(message_text("ab" + smiles).size() < 2'010);
}

TEST_CASE("An error is fit for a screen whatever it quotes", "[text][error]") {
    const Complaint complaint{"a\u202eb.toml:1:1", std::string(100'000, 'm') + " is bad",
                              "see \x1b[2J"};
    const std::string text = complaint.text();
    CHECK(text.size() < 2'100);
    CHECK(text.starts_with("a\\u202eb.toml:1:1: error: mmm"));
    CHECK(text.find(" ... ") != std::string::npos);
    CHECK(text.ends_with("m is bad (hint: see \\u001b[2J)"));
}

TEST_CASE("Markdown shows raw HTML, links and emphasis as typed", "[text]") {
    CHECK(markdown_text("Harbor (synthetic city): where, 1.5?") ==
          "Harbor (synthetic city): where, 1.5?");
    CHECK(markdown_text("<script>x</script> & <b>") ==
          "&lt;script&gt;x&lt;/script&gt; &amp; &lt;b&gt;");
    CHECK(markdown_text("![x](javascript:y) `z` a_b *c*") ==
          "\\!\\[x\\](javascript:y) \\`z\\` a\\_b \\*c\\*");
    CHECK(markdown_text("a\n# b") == "a \\# b");
}

} // namespace careshed::visible_text_test
