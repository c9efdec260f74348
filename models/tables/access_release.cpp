#include "models/tables/access_release.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "engine/core/interrupt.hpp"
#include "engine/report/access_map.hpp"
#include "engine/report/dictionary.hpp"
#include "engine/report/narrative.hpp"
#include "engine/report/site_directory.hpp"
#include "models/studies/access_study.hpp"
#include "models/studies/parameter_lines.hpp"
#include "models/tables/access_sheets.hpp"
#include "models/tables/gate.hpp"

namespace careshed {

namespace {

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

void write_pictures(const std::filesystem::path& folder, const AccessStudy& study,
                    const Sheet& sites, const Gate& gate) {
    const AccessPictures pictures{&study.prepared->city, &sites, study.walksheds,
                                  study.response_minutes,
                                  study.shown ? *study.shown : most_reached(study)};
    write_access_map(gate.place(folder, "access.gpkg"), pictures);
    gate.write(folder, "walkshed.svg", walkshed_svg(pictures));
    if (!study.response_minutes.empty())
        gate.write(folder, "ems_response.svg", response_svg(pictures));
}

void write_bundle(const std::filesystem::path& folder, const AccessStudy& study,
                  const RunFacts& run) {
    const Gate gate("access", run.internal);
    const Scenario& scenario = study.prepared->scenario;
    const std::vector<Sheet> sheets = sheets_of(study, run.internal);
    for (const Sheet& sheet : sheets)
        gate.write(folder, sheet);
    write_pictures(folder, study, sheets.front(), gate);
    gate.write(
        folder, "README.txt",
        access_readme(scenario, sheets,
                      {walking_sentence(study.prepared->network),
                       files_of_pictures(!study.prepared->city.stations.empty()), run.internal}));
    gate.write(folder, "manifest.json",
               manifest_json({&scenario, static_cast<std::size_t>(scenario.run.draws),
                              parameter_lines(scenario.model), run}));
    stop_if_interrupted();
}

std::vector<AccessLine> lines_of(const AccessStudy& study, const Sheet& sheet) {
    const City& city = study.prepared->city;
    const std::vector<double> reached = residents_reached(study);
    std::vector<std::size_t> order(reached.size());
    for (std::size_t site = 0; site < order.size(); ++site)
        order[site] = site;
    std::ranges::sort(order, {}, [&](std::size_t site) { return std::pair(-reached[site], site); });
    std::vector<AccessLine> lines;
    for (const std::size_t site : order) {
        AccessLine line{candidate_name(city.candidates[site]), {}};
        for (std::size_t k = 0; k < kWalkMinutes.size(); ++k)
            line.residents[k] = std::get<double>(sheet.rows[site][column_named(
                sheet, fmt::format("residents_{}_min", kWalkMinutes[k]))]);
        lines.push_back(std::move(line));
    }
    return lines;
}

/// Classes that are not empty.
std::vector<ResponseLine> response_lines(const AccessStudy& study) {
    std::vector<ResponseLine> lines;
    for (const auto& row : response_sheet(study).rows) {
        const auto* minutes = std::get_if<std::int64_t>(row.data());
        const double street_km = std::get<double>(row[1]), residents = std::get<double>(row[2]);
        if (minutes != nullptr || street_km + residents > 0)
            lines.push_back(
                {minutes ? fmt::format("up to {} min", *minutes) : std::get<std::string>(row[0]),
                 street_km, residents});
    }
    return lines;
}

std::vector<LegalLine> legal_lines(const LegalSpace& legal) {
    std::vector<LegalLine> lines;
    for (const LegalSpace::Row& row : legal.rows) {
        LegalLine line{row.rule.empty() ? "all rules together" : row.rule,
                       row.city.allowed.straight,
                       row.city.allowed.walked,
                       {},
                       {}};
        if (row.hot_spots) {
            line.hot_spots_straight = row.hot_spots->allowed.straight;
            line.hot_spots_walked = row.hot_spots->allowed.walked;
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

} // namespace

AccessRelease access(const Scenario& scenario, const std::string& site, const RunOptions& options) {
    const auto study = std::make_shared<const AccessStudy>(study_access(scenario, site, options));
    AccessRelease release;
    release.city = study->prepared->city.name;
    release.note = scenario.note;
    release.tables = Gate("access", options.internal).pass(sheets_of(*study, options.internal));
    release.sites = lines_of(*study, release.tables.front());
    release.drive_km_per_hour = study->drive_km_per_hour;
    if (!study->response_minutes.empty())
        release.response = response_lines(*study);
    if (const auto& legal = study->legal)
        release.legal = legal_lines(*legal);
    release.write = [study, internal = options.internal](const std::filesystem::path& folder,
                                                         RunFacts run) {
        run.internal = internal;
        write_bundle(folder, *study, run);
    };
    return release;
}

} // namespace careshed
