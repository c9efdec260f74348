#include "models/mechanisms/uptake.hpp"

#include <array>

#include "engine/core/portable_math.hpp"

namespace careshed {

namespace {

/// Share of expected users within `within` km of a site, its people spread evenly over a disc of
/// walking radius `disc`.
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
constexpr int kPropensityNodes = 65;
constexpr int kMiddleNode = kPropensityNodes / 2;
constexpr double kPropensityStep = 0.25; // nodes from -8 to 8
constexpr double kInverseRootTwoPi = 0.3989422804014327;

constexpr auto kUptakeRows = std::to_array<ParameterField<UptakeParameters>>({
    {{.id = "private_use_relocation",
      .title = "How readily private uses move beside public ones",
      .unit = "ratio",
      .value = 0.25,
      .low = 0,
      .high = 1,
      .spread = Spread::uniform,
      .domain = Domain::non_negative,
      .reference = "relative to uses in public",
      .source = "assumption: may be zero"},
     &UptakeParameters::private_use_relocation},
    {{.id = "propensity_sigma",
      .title = "Spread of propensity to use a site between people",
      .unit = "sd of log attraction",
      .value = 1.5,
      .low = 0.75,
      .high = 2.25,
      .spread = Spread::lognormal,
      .domain = Domain::non_negative,
      .draw_key = "taste_sigma",
      .source = "assumption: use of real sites is heavy-tailed"},
     &UptakeParameters::propensity_sigma},
    {{.id = "walking_speed",
      .title = "Walking speed on the flat",
      .unit = "m/s",
      .value = 1.34,
      .low = 1.34,
      .high = 1.34,
      .spread = Spread::fixed,
      .domain = Domain::fixed_by_streets,
      .source = "assumption: no source yet"},
     &UptakeParameters::walking_speed},
    {{.id = "decay_stated_plateau",
      .title = "Stated decay: full willingness up to",
      .unit = "km",
      .value = 0.45,
      .low = 0.45,
      .high = 0.45,
      .spread = Spread::fixed,
      .domain = Domain::non_negative,
      .reference = "NYC IDUCS, all travel modes",
      .source = "fitted to Behrends2019"},
     &UptakeParameters::decay_stated_plateau},
    {{.id = "decay_stated_rate",
      .title = "Stated decay: fall beyond the plateau",
      .unit = "1/km",
      .value = 0.451,
      .low = 0.451,
      .high = 0.451,
      .spread = Spread::fixed,
      .domain = Domain::positive,
      .reference = "NYC IDUCS, all travel modes; upper bound on distance",
      .source = "fitted to Behrends2019"},
     &UptakeParameters::decay_stated_rate},
    {{.id = "frequent_users_within_four_blocks",
      .title = "Revealed decay: people who came often living within four blocks",
      .unit = "share",
      .value = 0.7,
      .low = 0.7,
      .high = 0.85,
      .spread = Spread::uniform,
      .domain = Domain::share,
      .reference = "Vancouver; published as more than 70 %",
      .source = "Marshall2011, as quoted by DrugWarFacts"},
     &UptakeParameters::frequent_users_within_four_blocks},
    {{.id = "block_length",
      .title = "Length of a city block",
      .unit = "m",
      .value = 110,
      .low = 80,
      .high = 160,
      .spread = Spread::lognormal,
      .domain = Domain::positive,
      .reference = "Vancouver",
      .source = "assumption: no source yet"},
     &UptakeParameters::block_length},
    {{.id = "insite_catchment_radius",
      .title = "Radius in which Insite's nearby people live",
      .unit = "km",
      .value = 1,
      .low = 0.6,
      .high = 2,
      .spread = Spread::lognormal,
      .domain = Domain::positive,
      .reference = "Vancouver",
      .source = "assumption: wide, since no figure is published"},
     &UptakeParameters::insite_catchment_radius},
    {{.id = "detour",
      .title = "Walking distance beside straight distance",
      .unit = "ratio",
      .value = 1.3,
      .low = 1.15,
      .high = 1.5,
      .spread = Spread::lognormal,
      .domain = Domain::positive,
      .reference = "only where a source city has no street map here",
      .source = "assumption: typical of grids"},
     &UptakeParameters::detour},
    {{.id = "insite_uses_a_day",
      .title = "Injections a day at Insite",
      .unit = "uses a day",
      .value = 514,
      .low = 514,
      .high = 514,
      .spread = Spread::fixed,
      .domain = Domain::non_negative,
      .reference = "Vancouver 2016",
      .source = "VCH2016"},
     &UptakeParameters::insite_uses_a_day},
    {{.id = "insite_people_nearby",
      .title = "People who inject near Insite",
      .unit = "people",
      .value = 5000,
      .low = 4000,
      .high = 6000,
      .spread = Spread::lognormal,
      .domain = Domain::positive,
      .reference = "Vancouver; range assumed",
      .source = "DrugWarFacts"},
     &UptakeParameters::insite_people_nearby},
    {{.id = "insite_booths",
      .title = "Booths at Insite",
      .unit = "booths",
      .value = 13,
      .low = 13,
      .high = 13,
      .spread = Spread::fixed,
      .domain = Domain::non_negative,
      .reference = "Vancouver 2016",
      .source = "CBC2016: 13 booths in September 2016"},
     &UptakeParameters::insite_booths},
    {{.id = "new_york_uses_a_day",
      .title = "Uses a day at each New York site",
      .unit = "uses a day",
      .value = 48.2,
      .low = 48.2,
      .high = 48.2,
      .spread = Spread::fixed,
      .domain = Domain::non_negative,
      .reference = "first two months: 5,975 uses, two sites, 62 days",
      .source = "Harocopos2022"},
     &UptakeParameters::new_york_uses_a_day},
    {{.id = "new_york_people_per_km2",
      .title = "People at risk around the New York sites",
      .unit = "people a km2",
      .value = 600,
      .low = 200,
      .high = 1200,
      .spread = Spread::lognormal,
      .domain = Domain::positive,
      .reference = "East Harlem and Washington Heights",
      .source = "assumption: adult density x 2.8 %"},
     &UptakeParameters::new_york_people_per_km2},
});

} // namespace

std::span<const ParameterField<UptakeParameters>> uptake_parameters() { return kUptakeRows; }

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

double propensity(const UptakeParameters& parameters, double mark) {
    return portable::exp(parameters.propensity_sigma * mark);
}

PropensitySpread::PropensitySpread(double propensity_sigma) {
    for (int k = 0; k < kPropensityNodes; ++k) {
        const double z = kPropensityStep * (k - kMiddleNode);
        propensity_.push_back(portable::exp(propensity_sigma * z));
        weight_.push_back(kPropensityStep * kInverseRootTwoPi * portable::exp(-0.5 * z * z));
    }
}

double PropensitySpread::mean_chance(double attraction) const {
    double sum = 0;
    for (std::size_t k = 0; k < propensity_.size(); ++k)
        sum += weight_[k] * chance_of_going(attraction * propensity_[k]);
    return sum;
}

} // namespace careshed
