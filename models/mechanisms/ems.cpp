#include "models/mechanisms/ems.hpp"

#include <array>

namespace careshed {

namespace {

constexpr auto kEmsRows = std::to_array<ParameterField<EmsParameters>>({
    {{.id = "ems_dispatch",
      .title = "Call to dispatch",
      .unit = "minutes",
      .value = 1,
      .low = 0.5,
      .high = 2,
      .spread = Spread::lognormal,
      .domain = Domain::non_negative,
      .source = "assumption: wide, since no figure is published"},
     &EmsParameters::ems_dispatch},
    {{.id = "ems_turnout",
      .title = "Dispatch to wheels rolling",
      .unit = "minutes",
      .value = 1.3,
      .low = 0.5,
      .high = 2.5,
      .spread = Spread::lognormal,
      .domain = Domain::non_negative,
      .source = "assumption: wide, since no figure is published"},
     &EmsParameters::ems_turnout},
    {{.id = "ems_response_mean",
      .title = "Mean call to arrival",
      .unit = "minutes",
      .value = 7,
      .low = 6,
      .high = 8.5,
      .spread = Spread::lognormal,
      .domain = Domain::non_negative,
      .reference = "485 US agencies, 2015; the city's own mean replaces it",
      .source = "Mell2017; range assumed"},
     &EmsParameters::ems_response_mean},
    {{.id = "transported_to_hospital",
      .title = "Attended overdoses taken to hospital",
      .unit = "probability",
      .value = 0.9,
      .low = 0.58,
      .high = 0.95,
      .spread = Spread::logit_normal,
      .domain = Domain::share,
      .reference = "RI and NYC; low end 42 % refuse after naloxone",
      .source = "PROFOUND; Behrends2019; low end Zozula2022"},
     &EmsParameters::transported_to_hospital},
});

} // namespace

std::span<const ParameterField<EmsParameters>> ems_parameters() { return kEmsRows; }

bool leaves_time_to_drive(const EmsParameters& parameters) {
    return parameters.ems_response_mean >= parameters.ems_dispatch + parameters.ems_turnout;
}

double fitted_minutes_per_metre(const EmsParameters& parameters, double mean_drive_metres) {
    if (mean_drive_metres <= 0)
        return 0;
    return (parameters.ems_response_mean - parameters.ems_dispatch - parameters.ems_turnout) /
           mean_drive_metres;
}

double response_minutes(const EmsParameters& parameters, double minutes_per_metre,
                        double drive_metres) {
    if (minutes_per_metre <= 0)
        return parameters.ems_response_mean;
    return parameters.ems_dispatch + parameters.ems_turnout + minutes_per_metre * drive_metres;
}

} // namespace careshed
