#include "engine/report/manifest.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>

#include <fmt/format.h>
#include <gdal.h>
#include <geos_c.h>
#include <nlohmann/json.hpp>
#include <openssl/crypto.h>
#include <proj.h>
#include <tbb/version.h>
#include <toml++/impl/version.h>
#include <unistd.h>
#include <xxhash.h>

#include "engine/core/hash.hpp"
#include "engine/inputs/input_files.hpp"
#include "engine/inputs/scenario_sources.hpp"
#include "engine/outcomes/disclosure.hpp"

namespace careshed {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

Json inputs_of(const Scenario& scenario) {
    Json inputs = Json::array();
    const std::vector<fs::path> sources = sources_of(scenario);
    const bool has_database = std::ranges::any_of(sources, is_database_source);
    for (const InputFile& file : files_read(scenario))
        inputs.push_back(
            {{"path", file.path.string()}, {"sha256", file.sha256}, {"bytes", file.bytes}});
    if (has_database) // its content cannot be fixed here, and its address may hold a password
        inputs.push_back({{"path", "a database"}, {"sha256", nullptr}, {"bytes", nullptr}});
    return inputs;
}

Json libraries() {
    const PJ_INFO proj = proj_info();
    return {
        {"GDAL", GDALVersionInfo("RELEASE_NAME")},
        {"PROJ", proj.version},
        {"GEOS", GEOSversion()},
        {"OpenSSL", OpenSSL_version(OPENSSL_VERSION)},
        {"oneTBB", TBB_runtime_version()},
        {"fmt",
         fmt::format("{}.{}.{}", FMT_VERSION / 10000, FMT_VERSION / 100 % 100, FMT_VERSION % 100)},
        {"toml++", fmt::format("{}.{}.{}", TOML_LIB_MAJOR, TOML_LIB_MINOR, TOML_LIB_PATCH)},
        {"nlohmann-json", fmt::format("{}.{}.{}", NLOHMANN_JSON_VERSION_MAJOR,
                                      NLOHMANN_JSON_VERSION_MINOR, NLOHMANN_JSON_VERSION_PATCH)},
        {"xxHash", fmt::format("{}.{}.{}", XXH_versionNumber() / 10000,
                               XXH_versionNumber() / 100 % 100, XXH_versionNumber() % 100)}};
}

Json build() {
    Json facts;
#if defined(__clang__)
    facts["compiler"] = std::string("clang ") + __clang_version__;
#else
    facts["compiler"] = std::string("gcc ") + __VERSION__;
#endif
#if defined(__OPTIMIZE__)
    facts["optimised"] = true;
#else
    facts["optimised"] = false;
#endif
#if defined(NDEBUG)
    facts["asserts"] = false;
#else
    facts["asserts"] = true;
#endif
    facts["flags"] = "-ffp-contract=off";
    return facts;
}

std::string host_name() {
    char name[256] = {};
    return gethostname(name, sizeof name - 1) == 0 ? name : "unknown";
}

/// The run began `seconds` before now; UTC, whole seconds.
std::string started(double seconds) {
    const auto begin = std::chrono::system_clock::now() -
                       std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
    const std::time_t moment = std::chrono::system_clock::to_time_t(begin);
    std::tm parts{};
    gmtime_r(&moment, &parts);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", parts.tm_year + 1900,
                       parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

Json parameters_of(const std::vector<ParameterLine>& parameters) {
    Json lines = Json::array();
    for (const ParameterLine& line : parameters)
        lines.push_back({{"id", line.id},
                         {"value", line.value},
                         {"low", line.low},
                         {"high", line.high},
                         {"unit", line.unit},
                         {"distribution", line.distribution},
                         {"assumption", line.is_assumption},
                         {"source", line.source}});
    return lines;
}

Json scenario_of(const Scenario& scenario) {
    return {{"path", scenario.file.string()},
            {"text", scenario.text},
            {"sha256", sha256(scenario.text)}};
}

} // namespace

std::string manifest_json(const ManifestFacts& facts) {
    const Scenario& scenario = *facts.scenario;
    const RunFacts& run = facts.run;
    Json manifest;
    manifest["schema"] = 1;
    manifest["program"] = {{"name", "careshed"}, {"version", run.program_version}};
    manifest["verb"] = run.verb;
    manifest["arguments"] = run.arguments;
    manifest["scenario"] = scenario_of(scenario);
    manifest["data"] = run.data.string();
    manifest["inputs"] = inputs_of(scenario);
    manifest["seed"] = scenario.run.seed;
    manifest["draws"] = facts.draws;
    manifest["internal"] = run.internal;
    manifest["rules"] = {{"suppression_threshold", static_cast<int>(kSmallestShown)}};
    manifest["parameters"] = parameters_of(facts.parameters);
    manifest["libraries"] = libraries();
    manifest["build"] = build();
    manifest["compiler"] = manifest["build"]["compiler"];
    manifest["threads"] = run.threads;
    manifest["host"] = host_name();
    manifest["started"] = started(run.seconds);
    manifest["seconds"] = run.seconds;
    // Names are as their layers have them; a byte that is not UTF-8 must not stop the run.
    return manifest.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace careshed
