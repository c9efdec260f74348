// A whole synthetic city from a plan and a seed, and the files it is published as: layers,
// scenario, README and the reference truth. The same plan and seed give the same bytes on every
// machine.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tools/synthetic_city/deaths.hpp"
#include "tools/synthetic_city/made_up_areas.hpp"
#include "tools/synthetic_city/places.hpp"
#include "tools/synthetic_city/truth.hpp"

namespace careshed::synthetic {

struct SyntheticCity {
    CityPlan plan;
    std::uint64_t seed = 0;
    StreetPlan streets;
    std::vector<Piece> pieces;
    std::vector<MadeUpArea> areas;
    Places places;
    std::vector<MadeUpDeath> deaths;
};

[[nodiscard]] SyntheticCity make_city(CityPlan plan, std::uint64_t seed);

/// A file of the city's folder.
struct CityFile {
    std::string name;
    std::string bytes;
};

/// scenario.toml, README.md, truth.csv and the layers, by name.
[[nodiscard]] std::vector<CityFile> city_files(const SyntheticCity& city);

/// scenario.toml, in the format of engine/inputs/scenario.hpp.
[[nodiscard]] std::string scenario_text(const SyntheticCity& city);
/// README.md: what is made up, what the best site is and how it was made.
[[nodiscard]] std::string readme_text(const SyntheticCity& city,
                                      const std::vector<truth::SiteTruth>& truths);
/// The title's first words: "Harbor (synthetic city)".
[[nodiscard]] std::string short_title(const CityPlan& plan);
/// The command that makes the city again.
[[nodiscard]] std::string command_text(const SyntheticCity& city);
/// Five significant digits: what is written of a truth.
[[nodiscard]] std::string truth_number(double value);

} // namespace careshed::synthetic
