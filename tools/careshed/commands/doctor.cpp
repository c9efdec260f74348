// careshed doctor: can this machine run careshed? Versions, map drivers, coordinate database,
// threads, memory and disk; exit code 1 when something needed is missing.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <CLI/Version.hpp>
#include <fmt/color.h>
#include <fmt/format.h>
#include <gdal.h>
#include <geos_c.h>
#include <nlohmann/json.hpp>
#include <openssl/crypto.h>
#include <proj.h>
#include <sched.h>
#include <tbb/version.h>
#include <toml++/toml.h>
#include <unistd.h>
#include <xxhash.h>

#include "engine/core/error.hpp"
#include "engine/core/text.hpp"
#include "engine/inputs/raster_source.hpp"
#include "engine/inputs/vector_source.hpp"
#include "tools/careshed/invocation.hpp"

namespace careshed {

namespace {

constexpr double kGibibyte = 1024.0 * 1024.0 * 1024.0;
// The sample city runs in far less; a large city with 200 draws wants about this much.
constexpr double kEnoughGibibytes = 1;

struct Check {
    std::string name;
    std::string value;
    bool is_good = true;
    std::string remedy; ///< shown when it is not
};

std::vector<Check> versions() {
    const unsigned xxhash = XXH_versionNumber();
    return {
        {"careshed", CARESHED_VERSION, true, ""},
        {"compiler", __VERSION__, true, ""},
        {"GDAL", GDALVersionInfo("RELEASE_NAME"), true, ""},
        {"GEOS", GEOSversion(), true, ""},
        {"PROJ", proj_info().version, true, ""},
        {"oneTBB", TBB_runtime_version(), true, ""},
        {"fmt",
         fmt::format("{}.{}.{}", FMT_VERSION / 10000, FMT_VERSION / 100 % 100, FMT_VERSION % 100),
         true, ""},
        {"toml++", fmt::format("{}.{}.{}", TOML_LIB_MAJOR, TOML_LIB_MINOR, TOML_LIB_PATCH), true,
         ""},
        {"nlohmann-json",
         fmt::format("{}.{}.{}", NLOHMANN_JSON_VERSION_MAJOR, NLOHMANN_JSON_VERSION_MINOR,
                     NLOHMANN_JSON_VERSION_PATCH),
         true, ""},
        {"CLI11", CLI11_VERSION, true, ""},
        {"OpenSSL", OpenSSL_version(OPENSSL_VERSION_STRING), true, ""},
        {"xxHash", fmt::format("{}.{}.{}", xxhash / 10000, xxhash / 100 % 100, xxhash % 100), true,
         ""},
    };
}

/// Files are needed; PostGIS only by those who keep their layers there.
Check map_drivers(const char* title, const std::vector<DriverStatus>& drivers) {
    std::vector<std::string> present, absent;
    bool is_good = true;
    for (const DriverStatus& driver : drivers) {
        (driver.is_present ? present : absent).push_back(driver.name);
        is_good = is_good && (driver.is_present || driver.name == "PostgreSQL");
    }
    std::string value = join(present, ", ");
    if (!absent.empty())
        value += "; absent: " + join(absent, ", ");
    return {title, value, is_good, "install GDAL with these drivers (Debian: libgdal32)"};
}

Check layer_driver_check() { return map_drivers("map drivers", layer_drivers()); }
Check raster_driver_check() { return map_drivers("raster drivers", raster_drivers()); }

Check coordinate_database() {
    PJ_CONTEXT* context = proj_context_create();
    proj_context_set_enable_network(context, 0);
    proj_log_level(context, PJ_LOG_NONE);
    PJ* crs = proj_create(context, "EPSG:4326");
    const char* path = proj_context_get_database_path(context);
    Check check{"PROJ database", crs && path ? path : "not found", crs != nullptr,
                "install proj-data or point PROJ_DATA at the folder of proj.db"};
    proj_destroy(crs);
    proj_context_destroy(context);
    return check;
}

Check threads() {
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    int count = static_cast<int>(std::thread::hardware_concurrency());
    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0)
        count = CPU_COUNT(&allowed);
    return {"threads", fmt::format("{}", count), count >= 1, ""};
}

Check memory() {
    std::ifstream file("/proc/meminfo");
    double available = 0;
    for (std::string name, unit; file >> name;) {
        double kibibytes = 0;
        file >> kibibytes;
        std::getline(file, unit);
        if (name == "MemAvailable:")
            available = kibibytes * 1024 / kGibibyte;
    }
    return {"memory available", fmt::format("{:.1f} GiB", available), available >= kEnoughGibibytes,
            "close other programs or run with fewer --draws"};
}

Check disk() {
    std::error_code problem;
    const auto space = std::filesystem::space(std::filesystem::current_path(problem), problem);
    const double available = problem ? 0 : static_cast<double>(space.available) / kGibibyte;
    return {"disk available here", fmt::format("{:.1f} GiB", available),
            available >= kEnoughGibibytes, "make room or choose another folder with -o"};
}

Check temporary_folder() {
    std::error_code problem;
    const auto folder = std::filesystem::temp_directory_path(problem);
    const auto probe = folder / fmt::format("careshed-doctor-{}", getpid());
    const bool is_writable = !problem && (std::ofstream(probe) << "probe").flush().good();
    std::filesystem::remove(probe, problem);
    return {"temporary folder", is_writable ? folder.string() + ", writable" : "not writable",
            is_writable, "set TMPDIR to a folder you may write to"};
}

std::vector<Check> all_checks() {
    std::vector<Check> checks = versions();
    for (auto* check : {&layer_driver_check, &raster_driver_check, &coordinate_database, &threads,
                        &memory, &disk, &temporary_folder})
        checks.push_back(check());
    return checks;
}

void print_table(const std::vector<Check>& checks, bool color) {
    for (const Check& check : checks) {
        const auto style =
            !color ? fmt::text_style()
                   : fg(check.is_good ? fmt::terminal_color::green : fmt::terminal_color::red);
        const std::string word = fmt::format(style, "{}", check.is_good ? "ok     " : "MISSING");
        fmt::print("{} {:<20} {}\n", word, check.name, check.value);
        if (!check.is_good)
            fmt::print("{:8}{:<20} {}\n", "", "what helps:", check.remedy);
    }
}

std::string json_of(const std::vector<Check>& checks) {
    auto json = nlohmann::ordered_json::array();
    for (const Check& check : checks) {
        nlohmann::ordered_json entry = {
            {"name", check.name}, {"value", check.value}, {"ok", check.is_good}};
        if (!check.is_good)
            entry["remedy"] = check.remedy;
        json.push_back(entry);
    }
    return json.dump(2);
}

} // namespace

int run_doctor(const Invocation& invocation) {
    const std::vector<Check> checks = all_checks();
    if (invocation.format == TableFormat::json)
        fmt::print("{}\n", json_of(checks));
    else
        print_table(checks, invocation.color);
    for (const Check& check : checks)
        if (!check.is_good)
            return exit_code(ErrorKind::run);
    return 0;
}

} // namespace careshed
