// Geometries as text (WKT) in a table, one a line, as features that a site must keep away from.
#include <cstdint>
#include <string>

#include "tests/fuzz/asked_rule.hpp"
#include "tests/fuzz/fuzzed_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace careshed;
    static const fuzz::FuzzedFile file("schools.csv");
    std::string table = "name,WKT\nschool,\"";
    for (const char c : fuzz::text_of(data, size))
        table += c == '\n' ? "\"\nschool,\"" : c == '"' ? "\"\"" : std::string(1, c);
    LayerSpec layer;
    layer.source = file.holding(table + "\"\n");
    fuzz::ask_rule_of(layer);
    return 0;
}
