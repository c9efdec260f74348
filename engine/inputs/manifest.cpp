#include "engine/inputs/manifest.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/core/error.hpp"
#include "engine/core/hash.hpp"
#include "engine/core/safe_file.hpp"

namespace careshed {

namespace {

constexpr const char* kHint = "name the manifest.json of a result folder written by careshed";

/// One object of the manifest, read by key; every complaint names file and key.
class JsonReader {
  public:
    JsonReader(const nlohmann::json& object, std::string file, std::string path)
        : object_(object), file_(std::move(file)), path_(std::move(path)) {
        if (!object_.is_object())
            complain("must be an object");
    }

    [[nodiscard]] const nlohmann::json& at(const std::string& key) const {
        const auto found = object_.find(key);
        if (found == object_.end())
            complain(fmt::format("has no \"{}\"", key));
        return *found;
    }
    [[nodiscard]] std::string text(const std::string& key) const {
        if (!at(key).is_string())
            complain(fmt::format("\"{}\" must be text", key));
        return at(key).get<std::string>();
    }
    [[nodiscard]] std::uint64_t whole(const std::string& key) const {
        if (!at(key).is_number_unsigned())
            complain(fmt::format("\"{}\" must be a whole number", key));
        return at(key).get<std::uint64_t>();
    }
    [[nodiscard]] const nlohmann::json& list(const std::string& key) const {
        if (!at(key).is_array())
            complain(fmt::format("\"{}\" must be a list", key));
        return at(key);
    }
    [[nodiscard]] JsonReader inner(const std::string& key) const {
        return {at(key), file_, path_ + "." + key};
    }
    [[noreturn]] void complain(const std::string& problem) const {
        throw Error(ErrorKind::input, file_, fmt::format("{} {}", path_, problem), kHint);
    }

  private:
    const nlohmann::json& object_;
    std::string file_;
    std::string path_;
};

bool is_sha256(const std::string& text) {
    return text.size() == 64 && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

nlohmann::json parsed(const std::filesystem::path& file) {
    nlohmann::json json = nlohmann::json::parse(read_file(file), nullptr, false);
    if (json.is_discarded())
        throw Error(ErrorKind::input, file.string(), "not valid JSON", kHint);
    return json;
}

ManifestInput input_of(const nlohmann::json& json, const std::string& file) {
    const JsonReader reader(json, file, "an entry of \"inputs\"");
    // A database has no bytes to compare.
    if (reader.at("sha256").is_null())
        return {reader.text("path"), "", 0};
    ManifestInput input{reader.text("path"), reader.text("sha256"), reader.whole("bytes")};
    if (!is_sha256(input.sha256))
        reader.complain("has a sha256 that is not 64 hexadecimal digits");
    return input;
}

} // namespace

Manifest read_manifest(const std::filesystem::path& file) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(file, ignored))
        throw Error(ErrorKind::resource, file.string(), "no such file", kHint);
    const nlohmann::json json = parsed(file);
    const JsonReader top(json, file.string(), "the manifest");
    if (top.whole("schema") != 1)
        top.complain("has a schema this careshed does not read (it reads 1)");
    const JsonReader scenario = top.inner("scenario");
    Manifest manifest{.program_version = top.inner("program").text("version"),
                      .verb = top.text("verb"),
                      .arguments = {},
                      .scenario_path = scenario.text("path"),
                      .scenario_text = scenario.text("text"),
                      .scenario_sha256 = scenario.text("sha256"),
                      .data = top.text("data"),
                      .seed = top.whole("seed"),
                      .inputs = {}};
    for (const nlohmann::json& argument : top.list("arguments")) {
        if (!argument.is_string())
            top.complain("has an argument that is not text");
        manifest.arguments.push_back(argument.get<std::string>());
    }
    for (const nlohmann::json& input : top.list("inputs"))
        manifest.inputs.push_back(input_of(input, file.string()));
    if (sha256(manifest.scenario_text) != manifest.scenario_sha256)
        scenario.complain("text does not match its sha256: the manifest was changed");
    return manifest;
}

} // namespace careshed
