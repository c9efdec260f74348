#include "models/mechanisms/ems.hpp"

#include <array>

namespace careshed {

std::span<const ParameterField<EmsParameters>> ems_parameters() {
    using P = EmsParameters;
    static constexpr std::array<ParameterField<P>, 4> rows{{
        {{"ems_dispatch", "Call to dispatch", "minutes", 1, 0.5, 2, Spread::lognormal, "",
          "assumption: wide, since no figure is published", ""},
         &P::ems_dispatch},
        {{"ems_turnout", "Dispatch to wheels rolling", "minutes", 1.3, 0.5, 2.5, Spread::lognormal,
          "", "assumption: wide, since no figure is published", ""},
         &P::ems_turnout},
        {{"ems_response_mean", "Mean call to arrival", "minutes", 7, 6, 8.5, Spread::lognormal,
          "485 US agencies, 2015; the city's own mean replaces it", "Mell 2017; range assumed",
          "50"},
         &P::ems_response_mean},
        {{"transported_to_hospital", "Attended overdoses taken to hospital", "probability", 0.9,
          0.58, 0.95, Spread::logit_normal, "RI and NYC; low end 42 % refuse after naloxone",
          "PROFOUND; Behrends 2019; Zozula", "52, 53"},
         &P::transported_to_hospital},
    }};
    return rows;
}

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
