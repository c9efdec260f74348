#include "models/mechanisms/use.hpp"

#include "engine/core/portable_math.hpp"

namespace careshed {

namespace {

constexpr double kTwoPi = 6.283185307179586;
// Midpoints of the survey's classes 1, 2-4, 5-7 and 8 or more uses a day.
constexpr std::array<double, 4> kDailyUses{1, 3, 6, 9};

constexpr const char* kFrequencySource =
    "HarmReductJ2025, table 2 (n=375); class midpoints 3, 6, 9";

constexpr auto kUseRows = std::to_array<ParameterField<UseParameters>>({
    {{.id = "daily_use_share",
      .title = "People who use at least daily",
      .unit = "share of people",
      .value = 0.685,
      .low = 0.645,
      .high = 0.716,
      .spread = Spread::logit_normal,
      .domain = Domain::share,
      .reference = "people who inject drugs, US-type sample",
      .source = "HarmReductJ2025, table 2 (376/549); range Colledge2020"},
     &UseParameters::daily_use_share},
    {{.id = "uses_per_day_non_daily",
      .title = "Uses a day of people who use less than daily",
      .unit = "uses a day",
      .value = 0.25,
      .low = 0.1,
      .high = 0.6,
      .spread = Spread::lognormal,
      .domain = Domain::non_negative,
      .source = "assumption: once or twice a week"},
     &UseParameters::uses_per_day_non_daily},
    {{.id = "daily_once_share",
      .title = "One use a day, of those who use daily",
      .unit = "share",
      .value = 0.115,
      .low = 0.115,
      .high = 0.115,
      .spread = Spread::fixed,
      .domain = Domain::share,
      .reference = "people who inject daily",
      .source = kFrequencySource},
     &UseParameters::daily_once_share},
    {{.id = "daily_2_to_4_share",
      .title = "Two to four uses a day",
      .unit = "share",
      .value = 0.637,
      .low = 0.637,
      .high = 0.637,
      .spread = Spread::fixed,
      .domain = Domain::share,
      .reference = "people who inject daily",
      .source = kFrequencySource},
     &UseParameters::daily_2_to_4_share},
    {{.id = "daily_5_to_7_share",
      .title = "Five to seven uses a day",
      .unit = "share",
      .value = 0.184,
      .low = 0.184,
      .high = 0.184,
      .spread = Spread::fixed,
      .domain = Domain::share,
      .reference = "people who inject daily",
      .source = kFrequencySource},
     &UseParameters::daily_5_to_7_share},
    {{.id = "public_use_share",
      .title = "Uses in public places",
      .unit = "share of uses",
      .value = 0.39,
      .low = 0.31,
      .high = 0.6,
      .spread = Spread::logit_normal,
      .domain = Domain::share,
      .reference = "NYC IDUCS; low end RI EMS, 0.308; high end three US cities, 0.60",
      .source = "assumption: Behrends2019 gives the share of people who inject in public; low end "
                "PROFOUND, high end Park2019"},
     &UseParameters::public_use_share},
    {{.id = "route_inject_share",
      .title = "People who inject",
      .unit = "share of people",
      .value = 0.45,
      .low = 0.411,
      .high = 0.486,
      .spread = Spread::logit_normal,
      .domain = Domain::share,
      .reference = "people who use illicit opioids, NSDUH, women and men",
      .source = "PROFOUND, sheet OpioidPattern"},
     &UseParameters::route_inject_share},
    {{.id = "route_smoke_share",
      .title = "People who smoke",
      .unit = "share of people",
      .value = 0.35,
      .low = 0.2,
      .high = 0.45,
      .spread = Spread::logit_normal,
      .domain = Domain::share,
      .source = "assumption: smoking overtook injecting at deaths (Tanz2024)"},
     &UseParameters::route_smoke_share},
    {{.id = "use_peak_hour",
      .title = "Hour of day of most uses",
      .unit = "hour",
      .value = 16.5,
      .low = 15,
      .high = 19,
      .spread = Spread::uniform,
      .domain = Domain::non_negative,
      .reference = "EMS naloxone, Baltimore 4-5 pm; Ferrara 7 pm",
      .source = "Knowlton2013; Manfredini1994"},
     &UseParameters::use_peak_hour},
    {{.id = "use_hour_amplitude",
      .title = "How strongly uses follow the hour of day",
      .unit = "ratio",
      .value = 0.5,
      .low = 0.2,
      .high = 0.92,
      .spread = Spread::logit_normal,
      .domain = Domain::share,
      .reference = "0.92 would give Baltimore's 8 % of EMS naloxone in the peak hour",
      .source = "assumption: below the daily swing of witnessed overdoses (Knowlton2013)"},
     &UseParameters::use_hour_amplitude},
    {{.id = "weekend_use_share",
      .title = "Uses on Saturday and Sunday",
      .unit = "share of uses",
      .value = 0.32,
      .low = 0.286,
      .high = 0.34,
      .spread = Spread::logit_normal,
      .domain = Domain::share,
      .reference = "EMS naloxone, Baltimore",
      .source = "Knowlton2013"},
     &UseParameters::weekend_use_share},
});

} // namespace

std::span<const ParameterField<UseParameters>> use_parameters() { return kUseRows; }

std::vector<JointComplaint> joint_complaints(const UseParameters& parameters) {
    std::vector<JointComplaint> complaints;
    if (parameters.route_inject_share + parameters.route_smoke_share > 1)
        complaints.push_back({"route_smoke_share",
                              "route_inject_share and route_smoke_share are more than 1 together",
                              "the rest of people use by other routes"});
    if (parameters.daily_once_share + parameters.daily_2_to_4_share +
            parameters.daily_5_to_7_share >
        1)
        complaints.push_back({"daily_2_to_4_share",
                              "the shares of daily uses are more than 1 together",
                              "the rest is eight or more uses a day"});
    return complaints;
}

double uses_per_day(const UseParameters& parameters, double quantile) {
    double rest = quantile - (1 - parameters.daily_use_share);
    if (rest < 0)
        return parameters.uses_per_day_non_daily;
    rest /= parameters.daily_use_share;
    const std::array<double, 3> shares{parameters.daily_once_share, parameters.daily_2_to_4_share,
                                       parameters.daily_5_to_7_share};
    for (std::size_t k = 0; k < shares.size(); ++k) {
        rest -= shares[k];
        if (rest < 0)
            return kDailyUses[k];
    }
    return kDailyUses[3];
}

double mean_uses_per_day(const UseParameters& parameters) {
    const double last = 1 - parameters.daily_once_share - parameters.daily_2_to_4_share -
                        parameters.daily_5_to_7_share;
    const double daily = kDailyUses[0] * parameters.daily_once_share +
                         kDailyUses[1] * parameters.daily_2_to_4_share +
                         kDailyUses[2] * parameters.daily_5_to_7_share + kDailyUses[3] * last;
    return parameters.daily_use_share * daily +
           (1 - parameters.daily_use_share) * parameters.uses_per_day_non_daily;
}

Route route_of(const UseParameters& parameters, double quantile) {
    if (quantile < parameters.route_inject_share)
        return Route::inject;
    return quantile < parameters.route_inject_share + parameters.route_smoke_share ? Route::smoke
                                                                                   : Route::other;
}

double admitted_share(const UseParameters& parameters, bool inject, bool smoke, bool other) {
    return (inject ? parameters.route_inject_share : 0) +
           (smoke ? parameters.route_smoke_share : 0) +
           (other ? 1 - parameters.route_inject_share - parameters.route_smoke_share : 0);
}

HourProfile hour_profile(const UseParameters& parameters) {
    std::array<double, 24> day{};
    double sum = 0;
    for (int hour = 0; hour < 24; ++hour) {
        const double angle = kTwoPi * (hour + 0.5 - parameters.use_peak_hour) / 24;
        day[static_cast<std::size_t>(hour)] =
            1 + parameters.use_hour_amplitude * portable::cos(angle);
        sum += day[static_cast<std::size_t>(hour)];
    }
    HourProfile profile{};
    for (std::size_t h = 0; h < profile.size(); ++h) {
        const bool weekend = h / 24 >= 5;
        const double day_share =
            weekend ? parameters.weekend_use_share / 2 : (1 - parameters.weekend_use_share) / 5;
        profile[h] = day_share * day[h % 24] / sum;
    }
    return profile;
}

double open_share(const HourProfile& profile, const WeeklyHours& hours) {
    double share = 0;
    for (std::size_t h = 0; h < profile.size(); ++h)
        share += profile[h] * hours.open_share[h];
    return share;
}

} // namespace careshed
