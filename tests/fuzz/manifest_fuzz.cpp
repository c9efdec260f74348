// The manifest of a finished run, as `rerun` reads it: as it is, then with the fingerprint that its
// scenario's text has, so that the rest is looked at as well.
#include <cstdint>
#include <string>

#include <nlohmann/json.hpp>

#include "engine/core/hash.hpp"
#include "engine/inputs/manifest.hpp"
#include "engine/inputs/scenario_file.hpp"
#include "tests/fuzz/fuzzed_file.hpp"
#include "tests/fuzz/verdict.hpp"

namespace careshed::fuzz {

namespace {

void read_and_begin(const FuzzedFile& file, std::string_view bytes) {
    file.holding(bytes);
    const auto read = verdict_of([&] { return read_manifest(file.path()); });
    if (!read.value)
        return;
    claim(sha256(read.value->scenario_text) == read.value->scenario_sha256,
          "a scenario's text is that of its fingerprint");
    for (const ManifestInput& input : read.value->inputs)
        claim(input.sha256.empty() || input.sha256.size() == 64, "an input has a fingerprint");
    (void)verdict_of([&] {
        return parse_scenario(read.value->scenario_text, read.value->scenario_path,
                              read.value->data);
    });
}

} // namespace

} // namespace careshed::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace careshed::fuzz;
    static const FuzzedFile file("manifest.json");
    const std::string_view bytes = text_of(data, size);
    read_and_begin(file, bytes);
    nlohmann::json json = nlohmann::json::parse(bytes, nullptr, false);
    if (!json.is_object() || !json.contains("scenario") || !json["scenario"].is_object())
        return 0;
    nlohmann::json& scenario = json["scenario"];
    if (scenario.contains("text") && scenario["text"].is_string()) {
        scenario["sha256"] = careshed::sha256(scenario["text"].get<std::string>());
        read_and_begin(file, json.dump());
    }
    return 0;
}
