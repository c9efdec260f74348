// Names, notes and values of others, as screens, messages and Markdown show them.
#include <cstdint>
#include <string>

#include "tests/fuzz/verdict.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace careshed;
    const std::string_view text = fuzz::text_of(data, size);
    const std::string visible = visible_text(text);
    fuzz::claim(visible_text(visible) == visible, "visible text is visible");
    fuzz::claim(visible.find_first_of("\n\x1b") == std::string::npos, "nothing steers a screen");
    fuzz::claim(quoted_value(text).size() < 200 && message_text(text).size() < 2100,
                "what a message quotes has an end");
    fuzz::claim(markdown_text(text).find_first_of("<>\n") == std::string::npos,
                "Markdown holds no HTML");
    return 0;
}
