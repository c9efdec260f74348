#include "models/mechanisms/uptake.hpp"

#include <array>

#include "engine/core/portable_math.hpp"

namespace careshed {

namespace {

/// Share of expected users within `within` km of a site, its people even over a disc of walking
/// radius `disc`.
double share_within(double length_km, double within, double disc) {
    const auto mass = [&](double x) { return 1 - (1 + x) * portable::exp(-x); };
    return mass(within / length_km) / mass(disc / length_km);
}

/// Length of an exponential decay that leaves the stated share of users within four blocks.
double revealed_length_km(const UptakeParameters& p) {
    const double within = 4 * p.block_length / 1000;
    const double disc = p.detour * p.insite_catchment_radius;
    double near = 0.01, far = 100;
    for (int step = 0; step < 60; ++step) {
        const double middle = 0.5 * (near + far);
        (share_within(middle, within, disc) > p.frequent_users_within_four_blocks ? near : far) =
            middle;
    }
    return 0.5 * (near + far);
}

/// Trapezoid nodes over the standard normal: spectrally exact for smooth integrands.
constexpr int kTasteNodes = 65;
constexpr int kMiddleNode = kTasteNodes / 2;
constexpr double kTasteStep = 0.25; // nodes from -8 to 8
constexpr double kInverseRootTwoPi = 0.3989422804014327;

} // namespace

std::span<const ParameterField<UptakeParameters>> uptake_parameters() {
    using P = UptakeParameters;
    static constexpr std::array<ParameterField<P>, 14> rows{{
        {{"private_use_relocation", "How readily private uses move beside public ones", "ratio",
          0.25, 0, 1, Spread::uniform, "relative to uses in public", "assumption: may be zero", ""},
         &P::private_use_relocation},
        {{"taste_sigma", "Spread of liking for a site between people", "sd of log attraction", 1.5,
          0.75, 2.25, Spread::lognormal, "", "assumption: use of real sites is heavy-tailed",
          "61c"},
         &P::taste_sigma},
        {{"walking_speed", "Walking speed on the flat", "m/s", 1.34, 1.34, 1.34, Spread::fixed, "",
          "assumption: no source yet", "74"},
         &P::walking_speed},
        {{"decay_stated_plateau", "Stated decay: full willingness up to", "km", 0.45, 0.45, 0.45,
          Spread::fixed, "NYC IDUCS, all travel modes", "fitted to Behrends 2019", "57"},
         &P::decay_stated_plateau},
        {{"decay_stated_rate", "Stated decay: fall beyond the plateau", "1/km", 0.451, 0.451, 0.451,
          Spread::fixed, "NYC IDUCS, all travel modes; upper bound on distance",
          "fitted to Behrends 2019", "57"},
         &P::decay_stated_rate},
        {{"frequent_users_within_four_blocks",
          "Revealed decay: people who came often living within four blocks", "share", 0.7, 0.7,
          0.85, Spread::uniform, "Vancouver; published as more than 70 %", "Marshall 2011 text",
          "58"},
         &P::frequent_users_within_four_blocks},
        {{"block_length", "Length of a city block", "m", 110, 80, 160, Spread::lognormal,
          "Vancouver", "assumption: no source yet", ""},
         &P::block_length},
        {{"insite_catchment_radius", "Radius in which Insite's nearby people live", "km", 1, 0.6, 2,
          Spread::lognormal, "Vancouver", "assumption: wide, since no figure is published", ""},
         &P::insite_catchment_radius},
        {{"detour", "Walking distance beside straight distance", "ratio", 1.3, 1.15, 1.5,
          Spread::lognormal, "only where a source city has no street map here",
          "assumption: typical of grids", ""},
         &P::detour},
        {{"insite_uses_a_day", "Injections a day at Insite", "uses a day", 514, 514, 514,
          Spread::fixed, "Vancouver 2016", "VCH 2016", "62"},
         &P::insite_uses_a_day},
        {{"insite_people_nearby", "People who inject near Insite", "people", 5000, 4000, 6000,
          Spread::lognormal, "Vancouver; range assumed", "drugwarfacts; VCH 2016", "62"},
         &P::insite_people_nearby},
        {{"insite_booths", "Booths at Insite", "booths", 13, 13, 13, Spread::fixed,
          "Vancouver 2016", "VCH 2016: 12 booths, 13 at the end of the year", "64"},
         &P::insite_booths},
        {{"new_york_uses_a_day", "Uses a day at each New York site", "uses a day", 48.2, 48.2, 48.2,
          Spread::fixed, "first two months: 5,975 uses, two sites, 62 days", "Harocopos 2022",
          "20"},
         &P::new_york_uses_a_day},
        {{"new_york_people_per_km2", "People at risk around the New York sites", "people a km2",
          600, 200, 1200, Spread::lognormal, "East Harlem and Washington Heights",
          "assumption: adult density x 2.8 %", ""},
         &P::new_york_people_per_km2},
    }};
    return rows;
}

double Decay::at(double km) const {
    return km <= plateau_km ? 1 : portable::exp(-(km - plateau_km) / length_km);
}

double Decay::reach_km(double remaining) const {
    return plateau_km - length_km * portable::log(remaining);
}

Decay decay_of(const UptakeParameters& parameters, DecaySet set) {
    if (set == DecaySet::stated)
        return {parameters.decay_stated_plateau, 1 / parameters.decay_stated_rate};
    return {0, revealed_length_km(parameters)};
}

bool has_revealed_decay(const UptakeParameters& parameters) {
    const double within = 4 * parameters.block_length / 1000;
    const double disc = parameters.detour * parameters.insite_catchment_radius;
    return within * within < parameters.frequent_users_within_four_blocks * disc * disc;
}

double taste(const UptakeParameters& parameters, double mark) {
    return portable::exp(parameters.taste_sigma * mark);
}

TasteSpread::TasteSpread(double taste_sigma) {
    for (int k = 0; k < kTasteNodes; ++k) {
        const double z = kTasteStep * (k - kMiddleNode);
        taste_.push_back(portable::exp(taste_sigma * z));
        weight_.push_back(kTasteStep * kInverseRootTwoPi * portable::exp(-0.5 * z * z));
    }
}

double TasteSpread::mean_chance(double attraction) const {
    double sum = 0;
    for (std::size_t k = 0; k < taste_.size(); ++k)
        sum += weight_[k] * chance_of_going(attraction * taste_[k]);
    return sum;
}

} // namespace careshed
