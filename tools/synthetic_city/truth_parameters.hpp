// The default parameter values of docs/model.md for the reference truth: written down a second time
// on purpose, so that an error in the models' table cannot hide. One constant a parameter id.
#pragma once

namespace careshed::synthetic::truth {

// People and what they use.
inline constexpr double kAdultShare = 0.78; // adult_share
inline constexpr double kPeopleUsingIllicitOpioids =
    0.028;                                          // people_using_illicit_opioids, of adults
inline constexpr double kDailyUseShare = 0.685;     // daily_use_share
inline constexpr double kUsesPerDayNonDaily = 0.25; // uses_per_day_non_daily
inline constexpr double kDailyOnceShare = 0.115;    // daily_once_share, 1 use a day
inline constexpr double kDaily2To4Share = 0.637;    // daily_2_to_4_share, 3 uses a day
inline constexpr double kDaily5To7Share = 0.184;    // daily_5_to_7_share, 6 uses; the rest 9
inline constexpr double kPublicUseShare = 0.39;     // public_use_share
inline constexpr double kRouteInjectShare = 0.45;   // route_inject_share
inline constexpr double kRouteSmokeShare = 0.35;    // route_smoke_share
inline constexpr double kUsePeakHour = 16.5;        // use_peak_hour
inline constexpr double kUseHourAmplitude = 0.5;    // use_hour_amplitude
inline constexpr double kWeekendUseShare = 0.32;    // weekend_use_share, both days together

// An overdose away from a site. frailty_sigma has mean 1 and is independent of all else: it drops
// out.
inline constexpr double kWitnessedPublic = 0.82;         // witnessed_public
inline constexpr double kWitnessedPrivateRatio = 0.60;   // witnessed_private_ratio
inline constexpr double kCall911Public = 0.662;          // call_911_public
inline constexpr double kCall911PrivateRatio = 0.59;     // call_911_private_ratio
inline constexpr double kNaloxoneIfWitnessed = 0.67;     // naloxone_if_witnessed
inline constexpr double kNaloxoneSuccess = 0.98;         // naloxone_success
inline constexpr double kFatalityNoHelp = 0.0588;        // fatality_no_help
inline constexpr double kFatalityHelpedAtOnce = 0.00856; // fatality_helped_at_once
inline constexpr double kRescueHalfTime = 4;             // rescue_half_time, minutes
inline constexpr double kCallDelay = 1;                  // call_delay, minutes
inline constexpr double kEmsDispatch = 1;                // ems_dispatch, minutes
inline constexpr double kEmsTurnout = 1.3;               // ems_turnout, minutes
inline constexpr double kEmsResponseMean = 7;            // ems_response_mean, minutes
inline constexpr double kIrreversibleShare = 0;          // irreversible_share

// At a site.
inline constexpr double kOnsiteFatality = 7.76e-5;   // onsite_fatality
inline constexpr double kLifeThreateningShare = 0.3; // life_threatening_share
inline constexpr double kSelectionResidual = 1;      // selection_residual

// Uptake.
inline constexpr double kPrivateUseRelocation = 0.25;     // private_use_relocation
inline constexpr double kPropensitySigma = 1.5;           // propensity_sigma
inline constexpr double kDecayStatedPlateau = 0.45;       // decay_stated_plateau, km
inline constexpr double kDecayStatedRate = 0.451;         // decay_stated_rate, per km
inline constexpr double kFrequentWithinFourBlocks = 0.70; // frequent_users_within_four_blocks
inline constexpr double kBlockLength = 0.110;             // block_length, km
inline constexpr double kInsiteCatchmentRadius = 1;       // insite_catchment_radius, km
inline constexpr double kDetour = 1.3;                    // detour
inline constexpr double kInsiteUsesADay = 514;            // insite_uses_a_day
inline constexpr double kInsitePeopleNearby = 5000;       // insite_people_nearby
inline constexpr int kInsiteBooths = 13;                  // insite_booths
inline constexpr double kBoothMinutes = 15;               // booth_minutes
inline constexpr double kBoothPatience = 15;              // booth_patience, minutes
inline constexpr int kAdoptionMonths = 6;                 // adoption_period
inline constexpr double kSmallestDecay = 0.01;            // the walk is cut where decay falls below

// What the synthetic scenarios put at a candidate (scenario_text.cpp writes the same).
inline constexpr int kBooths = 12;
inline constexpr int kRunYears = 5;

} // namespace careshed::synthetic::truth
