// careshed access: who can walk to each candidate, how soon the ambulance comes, and what space the
// rules leave.
#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "engine/core/error.hpp"
#include "engine/core/interrupt.hpp"
#include "engine/core/result_folder.hpp"
#include "engine/core/safe_file.hpp"
#include "engine/core/text.hpp"
#include "engine/report/access_map.hpp"
#include "engine/report/dictionary.hpp"
#include "engine/report/manifest.hpp"
#include "engine/report/narrative.hpp"
#include "engine/report/site_directory.hpp"
#include "tools/careshed/access_sheets.hpp"
#include "tools/careshed/access_study.hpp"
#include "tools/careshed/commands/invocation.hpp"
#include "tools/careshed/site_choice.hpp"
#include "tools/careshed/stage_log.hpp"
#include "tools/careshed/study_manifest.hpp"

namespace careshed {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kListedSites = 10;

/// Residents within the longest walk, by candidate.
std::vector<double> residents_reached(const AccessStudy& study) {
    std::vector<double> reached(study.walks.sites());
    for (std::size_t site = 0; site < reached.size(); ++site)
        for (const AccessRow& row : study.walks.of_site(site))
            reached[site] += study.residents[row.who];
    return reached;
}

std::size_t most_reached(const AccessStudy& study) {
    const std::vector<double> reached = residents_reached(study);
    return static_cast<std::size_t>(std::ranges::max_element(reached) - reached.begin());
}

std::vector<Sheet> sheets_of(const AccessStudy& study, bool is_internal) {
    std::vector<Sheet> sheets{sites_sheet(study), at_risk_sheet(study, is_internal),
                              equity_sheet(study)};
    if (!study.response_minutes.empty())
        sheets.push_back(response_sheet(study));
    if (study.legal)
        sheets.push_back(legal_sheet(*study.legal));
    return sheets;
}

std::string files_of_pictures(bool has_stations) {
    return access_map_dictionary() +
           "walkshed.svg\n"
           "  Drawing of one candidate's walksheds: that of --site, else the candidate with most\n"
           "  residents within the longest walk.\n\n" +
           (has_stations ? "ems_response.svg\n"
                           "  Drawing of the minutes from call to ambulance on every street.\n\n"
                         : "");
}

void write_files(const AccessStudy& study, const Invocation& invocation, Clock::time_point start,
                 const std::filesystem::path& folder) {
    const std::vector<Sheet> sheets = sheets_of(study, invocation.internal);
    for (const Sheet& sheet : sheets)
        write_file(folder / sheet.file, csv_bytes(sheet));
    const City& city = study.prepared->city;
    const AccessPictures pictures{&city, sheets.data(), study.walksheds, study.response_minutes,
                                  study.shown ? *study.shown : most_reached(study)};
    write_access_map(folder / "access.gpkg", pictures);
    write_file(folder / "walkshed.svg", walkshed_svg(pictures));
    if (!study.response_minutes.empty())
        write_file(folder / "ems_response.svg", response_svg(pictures));
    write_file(folder / "README.txt",
               access_readme(study.prepared->scenario, sheets,
                             {walking_sentence(study.prepared->network),
                              files_of_pictures(!city.stations.empty()), invocation.internal}));
    write_file(folder / "manifest.json", study_manifest(*study.prepared, invocation, start));
}

void print_sites(const AccessStudy& study) {
    const City& city = study.prepared->city;
    if (!study.prepared->scenario.note.empty())
        fmt::print("{}\n", study.prepared->scenario.note);
    const Sheet sheet = sites_sheet(study);
    const std::vector<double> reached = residents_reached(study);
    std::vector<std::size_t> order(reached.size());
    for (std::size_t site = 0; site < order.size(); ++site)
        order[site] = site;
    std::ranges::sort(order, {}, [&](std::size_t site) { return std::pair(-reached[site], site); });
    fmt::print("{}: residents within a walk of home\n\n", city.name);
    for (const std::uint32_t minutes : kWalkMinutes)
        fmt::print("{:>9} min", minutes);
    fmt::print("   candidate\n");
    for (std::size_t k = 0; k < std::min(order.size(), kListedSites); ++k) {
        for (std::size_t column = 0; column < kWalkMinutes.size(); ++column)
            fmt::print("{:>13}", pretty(std::get<double>(sheet.rows[order[k]][2 + column]), 0));
        fmt::print("   {}\n", candidate_name(city.candidates[order[k]]));
    }
    if (order.size() > kListedSites)
        fmt::print("{} more in access.csv\n", order.size() - kListedSites);
}

void print_legal_space(const LegalSpace& legal) {
    fmt::print("\nstreets where a site may stand: straight distance / walked\n");
    for (const LegalSpace::Row& row : legal.rows) {
        fmt::print("  city {:>5.1f} % / {:>5.1f} %", 100 * row.city.allowed.straight,
                   100 * row.city.allowed.walked);
        if (row.hot_spots)
            fmt::print("   hot spots {:>5.1f} % / {:>5.1f} %",
                       100 * row.hot_spots->allowed.straight, 100 * row.hot_spots->allowed.walked);
        fmt::print("   {}\n", row.rule.empty() ? "all rules together" : row.rule);
    }
}

void print_response(const AccessStudy& study) {
    if (study.response_minutes.empty())
        return;
    fmt::print("\nambulance, call to arrival (streets driven at {:.1f} km/h, fitted to the "
               "published mean)\n",
               study.drive_km_per_hour);
    for (const auto& row : response_sheet(study).rows) {
        const auto* minutes = std::get_if<std::int64_t>(row.data());
        if (!minutes && std::get<double>(row[1]) + std::get<double>(row[2]) <= 0)
            continue;
        fmt::print("  {:<16} {:>8} km of streets {:>12} residents\n",
                   minutes ? fmt::format("up to {} min", *minutes) : std::get<std::string>(row[0]),
                   pretty(std::get<double>(row[1]), 0), pretty(std::get<double>(row[2]), 0));
    }
}

} // namespace

int run_access(const Invocation& invocation) {
    if (invocation.out.empty())
        throw Error(ErrorKind::usage, "-o", "access needs a folder to write to", "add -o DIR");
    const auto start = Clock::now();
    const InterruptWatch watch;
    ResultFolder folder(invocation.out, invocation.overwrite);
    const AccessStudy study = study_access(invocation);
    StageLog log(invocation.verbosity);
    write_files(study, invocation, start, folder.staging());
    folder.commit();
    log.done("files");
    print_sites(study);
    print_response(study);
    if (study.legal)
        print_legal_space(*study.legal);
    fmt::print("\nresults: {}\n", invocation.out.string());
    return 0;
}

} // namespace careshed
