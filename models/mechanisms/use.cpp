#include "models/mechanisms/use.hpp"

#include "engine/core/portable_math.hpp"

namespace careshed {

namespace {

constexpr double kTwoPi = 6.283185307179586;
// Midpoints of the survey's classes 1, 2-4, 5-7 and 8 or more uses a day.
constexpr std::array<double, 4> kDailyUses{1, 3, 6, 9};

} // namespace

std::span<const ParameterField<UseParameters>> use_parameters() {
    using P = UseParameters;
    static constexpr const char* kFrequency =
        "Harm Reduct J, s12954-025-01207-x table 2 (n=375); class midpoints 3, 6, 9";
    static constexpr std::array<ParameterField<P>, 11> rows{{
        {{"daily_use_share", "People who use at least daily", "share of people", 0.685, 0.645,
          0.716, Spread::logit_normal, "people who inject drugs, US-type sample",
          "Harm Reduct J, s12954-025-01207-x table 2 (376/549); range Colledge 2020", "16"},
         &P::daily_use_share},
        {{"uses_per_day_non_daily", "Uses a day of people who use less than daily", "uses a day",
          0.25, 0.1, 0.6, Spread::lognormal, "", "assumption: once or twice a week", ""},
         &P::uses_per_day_non_daily},
        {{"daily_once_share", "One use a day, of those who use daily", "share", 0.115, 0.115, 0.115,
          Spread::fixed, "people who inject daily", kFrequency, "16b"},
         &P::daily_once_share},
        {{"daily_2_to_4_share", "Two to four uses a day", "share", 0.637, 0.637, 0.637,
          Spread::fixed, "people who inject daily", kFrequency, "16b"},
         &P::daily_2_to_4_share},
        {{"daily_5_to_7_share", "Five to seven uses a day", "share", 0.184, 0.184, 0.184,
          Spread::fixed, "people who inject daily", kFrequency, "16b"},
         &P::daily_5_to_7_share},
        {{"public_use_share", "Uses in public places", "share of uses", 0.39, 0.31, 0.6,
          Spread::logit_normal, "NYC IDUCS; low end RI EMS 0.308, high end Park 2019 0.60",
          "assumption: Behrends 2019 gives the share of people who inject in public", "6, 7, 11"},
         &P::public_use_share},
        {{"route_inject_share", "People who inject", "share of people", 0.45, 0.411, 0.486,
          Spread::logit_normal, "people who use illicit opioids, NSDUH, women and men",
          "PROFOUND OpioidPattern", "5"},
         &P::route_inject_share},
        {{"route_smoke_share", "People who smoke", "share of people", 0.35, 0.2, 0.45,
          Spread::logit_normal, "", "assumption: smoking overtook injecting at deaths (Tanz 2024)",
          "16c"},
         &P::route_smoke_share},
        {{"use_peak_hour", "Hour of day of most uses", "hour", 16.5, 15, 19, Spread::uniform,
          "EMS naloxone, Baltimore 4-5 pm; Ferrara 7 pm", "Knowlton 2013; Ferrara 1994", "14"},
         &P::use_peak_hour},
        {{"use_hour_amplitude", "How strongly uses follow the hour of day", "ratio", 0.5, 0.2, 0.92,
          Spread::logit_normal, "0.92 would give Baltimore's 8 % of EMS naloxone in the peak hour",
          "assumption: below the daily swing of witnessed overdoses", "14"},
         &P::use_hour_amplitude},
        {{"weekend_use_share", "Uses on Saturday and Sunday", "share of uses", 0.32, 0.286, 0.34,
          Spread::logit_normal, "EMS naloxone, Baltimore", "Knowlton 2013", "14"},
         &P::weekend_use_share},
    }};
    return rows;
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
