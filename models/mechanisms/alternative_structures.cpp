#include "models/mechanisms/alternative_structures.hpp"

#include <array>

namespace careshed {

namespace {

constexpr auto kAlternativeRows = std::to_array<ParameterField<AlternativeParameters>>({
    {{.id = "ecological_reduction_500m",
      .title = "Fall of deaths within 500 m (structure ecological)",
      .unit = "share",
      .value = 0.257,
      .low = 0,
      .high = 0.45,
      .spread = Spread::uniform,
      .domain = Domain::share,
      .reference = "Vancouver 2001-05: -35.0 % within, -9.3 % beyond",
      .source = "Irwin2017, table 4; Marshall2011; range assumed"},
     &AlternativeParameters::ecological_reduction_500m},
    {{.id = "willing_to_use",
      .title = "People who would use a site (structure reach)",
      .unit = "share of people",
      .value = 0.86,
      .low = 0.66,
      .high = 0.86,
      .spread = Spread::uniform,
      .domain = Domain::share,
      .reference = "NYC model; low end people who do not inject, Anne Arundel County MD",
      .source = "Behrends2019; Kral2010; Park2019; low end Schneider2023"},
     &AlternativeParameters::willing_to_use},
});

} // namespace

std::span<const ParameterField<AlternativeParameters>> alternative_parameters() {
    return kAlternativeRows;
}

std::span<const AlternativeStructure> alternative_structures() {
    static constexpr std::array<AlternativeStructure, 4> infos{{
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
         "Baseline deaths of people within a walk, times the share who would walk so far, times "
         "the "
         "share willing to use a site, times the share of uses in public.",
         "People who are willing, use in public and live near enough always use at the site, and "
         "no one dies there.",
         true},
        {Structure::ecological, "Deaths averted (ecological)",
         "Baseline deaths within 500 m in a straight line times the fall seen in Vancouver.",
         "Deaths within 500 m fall by the share seen around one site in Vancouver, and all of "
         "that fall was the site's doing.",
         true},
    }};
    return infos;
}

const AlternativeStructure* alternative_structure(Structure structure) {
    for (const AlternativeStructure& info : alternative_structures())
        if (info.structure == structure)
            return &info;
    return nullptr;
}

} // namespace careshed
