// The ambulance: from the call to arrival, and what follows. No queueing yet: the nearest station
// always has a unit free, at a street speed fitted so that the mean response is the published one.
#pragma once

#include <cstdint>
#include <span>

#include "models/mechanisms/parameter.hpp"

namespace careshed {

struct EmsParameters {
    double ems_dispatch = 0;
    double ems_turnout = 0;
    double ems_response_mean = 0;
    double transported_to_hospital = 0;
};

/// The mechanism's rows of the parameter table.
[[nodiscard]] std::span<const ParameterField<EmsParameters>> ems_parameters();

/// False when the mean response is shorter than dispatch and turnout alone.
[[nodiscard]] bool leaves_time_to_drive(const EmsParameters& parameters);

/// Minutes of driving a metre, so that the mean call-to-arrival is ems_response_mean; 0 mean
/// distance (no stations) gives 0.
[[nodiscard]] double fitted_minutes_per_metre(const EmsParameters& parameters,
                                              double mean_drive_metres);
/// Call to arrival in minutes.
[[nodiscard]] double response_minutes(const EmsParameters& parameters, double minutes_per_metre,
                                      double drive_metres);

} // namespace careshed
