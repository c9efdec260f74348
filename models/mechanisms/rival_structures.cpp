#include "models/mechanisms/rival_structures.hpp"

#include <array>

namespace careshed {

namespace {

constexpr auto kRivalRows = std::to_array<ParameterField<RivalParameters>>({
    {{.id = "ecological_reduction_500m",
      .title = "Fall of deaths within 500 m (structure ecological)",
      .unit = "share",
      .value = 0.257,
      .low = 0,
      .high = 0.45,
      .spread = Spread::uniform,
      .domain = Domain::share,
      .reference = "Vancouver 2001-05: -35.0 % within, -9.3 % beyond",
      .source = "Irwin 2017 T4; Marshall 2011; range assumed",
      .row = "67"},
     &RivalParameters::ecological_reduction_500m},
    {{.id = "willing_to_use",
      .title = "People who would use a site (structure reach)",
      .unit = "share of people",
      .value = 0.86,
      .low = 0.66,
      .high = 0.86,
      .spread = Spread::uniform,
      .domain = Domain::share,
      .reference = "NYC model; 0.66 among people who do not inject, Anne Arundel",
      .source = "Behrends 2019; Kral 2010; Park 2019",
      .row = "55"},
     &RivalParameters::willing_to_use},
});

} // namespace

std::span<const ParameterField<RivalParameters>> rival_parameters() { return kRivalRows; }

std::span<const RivalInfo> rival_infos() {
    static constexpr std::array<RivalInfo, 4> infos{{
        {Structure::mechanistic, "Deaths averted (mechanistic)",
         "Uses on site times on-site events a use times the chance to die of a life-threatening "
         "overdose where the use would have been.",
         "Every event that staff respond to would have been a life-threatening overdose without "
         "the site, whatever number of deaths the city records.",
         false},
        {Structure::mechanistic_phi, "Deaths averted (mechanistic, severe events)",
         "As mechanistic, counting only the share of on-site events that are life-threatening.",
         "On-site events tell how often uses are life-threatening, here and before the site, "
         "whatever number of deaths the city records.",
         false},
        {Structure::reach, "Deaths averted (reach)",
         "Baseline deaths of people within a walk, times how many would walk so far, times the "
         "share willing to use a site, times the share of uses in public.",
         "Whoever is willing, uses in public and lives near enough always uses at the site, and "
         "nobody dies there.",
         true},
        {Structure::ecological, "Deaths averted (ecological)",
         "Baseline deaths within 500 m in a straight line times the fall seen in Vancouver.",
         "Deaths within 500 m fall by the share seen around one site in Vancouver, and all of "
         "that fall was the site's doing.",
         true},
    }};
    return infos;
}

const RivalInfo* rival_info(Structure structure) {
    for (const RivalInfo& info : rival_infos())
        if (info.structure == structure)
            return &info;
    return nullptr;
}

} // namespace careshed
