#include "engine/inputs/gdal_session.hpp"

#include <algorithm>
#include <mutex>
#include <string_view>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_http.h>
#include <fmt/format.h>
#include <gdal.h>
#include <ogr_srs_api.h>

#include "engine/core/error.hpp"
#include "engine/core/visible_text.hpp"
#include "engine/inputs/sqlite_limit.hpp"

namespace careshed {

namespace {

/// Runs of white space become one blank; GDAL draws carets under SQL, libpq writes several lines.
std::string one_line(std::string_view message) {
    std::string line;
    for (const char c : message) {
        const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '^';
        if (!is_space)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    while (!line.empty() && (line.back() == ' ' || line.back() == '.'))
        line.pop_back();
    return line;
}

void CPL_STDCALL keep_first(CPLErr level, CPLErrorNum /*number*/, const char* message) {
    auto& first = *static_cast<std::string*>(CPLGetErrorHandlerUserData());
    if (level >= CE_Failure && first.empty())
        first = one_line(message);
}

/// GeoJSON may name its CRS by URL; GDAL would fetch it.
CPLHTTPResult* refuse_fetch(const char* /*url*/, CSLConstList /*options*/,
                            GDALProgressFunc /*progress*/, void* /*progress_data*/,
                            CPLHTTPFetchWriteFunc /*write*/, void* /*write_data*/,
                            void* /*user_data*/) {
    return nullptr;
}

/// "EPSG:26916": only authority and code, because GDAL would also take files and web addresses.
bool is_authority_code(const std::string& text) {
    const auto colon = text.find(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == text.size())
        return false;
    return std::ranges::all_of(
        text, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ':'; });
}

} // namespace

void start_gdal() {
    static std::once_flag once;
    std::call_once(once, [] {
        CPLSetConfigOption("GDAL_DRIVER_PATH", "disable"); // no plug-ins from the environment
        CPLSetConfigOption("OGR_SQLITE_LOAD_EXTENSIONS", nullptr);
        CPLSetConfigOption("CPL_DEBUG", "OFF");
        GDALAllRegister();
        watch_sqlite();
        OSRSetPROJEnableNetwork(0);
        CPLHTTPSetFetchCallback(&refuse_fetch, nullptr);
    });
}

DriverStatus driver_status(const char* name) {
    start_gdal();
    return {name, GDALGetDriverByName(name) != nullptr};
}

QuietErrors::QuietErrors() { CPLPushErrorHandlerEx(&keep_first, &first_); }

QuietErrors::~QuietErrors() { CPLPopErrorHandler(); }

void ReleaseCrs::operator()(void* crs) const { OSRRelease(crs); }

CrsHandle crs_of_code(const std::string& code, const std::string& where) {
    CrsHandle crs(OSRNewSpatialReference(nullptr));
    if (is_authority_code(code) && OSRSetFromUserInput(crs.get(), code.c_str()) == OGRERR_NONE) {
        OSRSetAxisMappingStrategy(crs.get(), OAMS_TRADITIONAL_GIS_ORDER);
        return crs;
    }
    throw Error(ErrorKind::input, where, fmt::format("unknown CRS \"{}\"", quoted_value(code)),
                "write authority and code, for example crs = \"EPSG:26916\"");
}

} // namespace careshed
