// How many people use illicit opioids, and how hot spots divide into more people and more risk.
// Demand that booths do not limit cancels the number of people; booths that bind make it matter.
#pragma once

#include <span>
#include <vector>

#include "models/mechanisms/parameter.hpp"

namespace careshed {

struct PrevalenceParameters {
    double adult_share = 0;
    double people_using_illicit_opioids = 0;
    double risk_share = 0;
};

/// The mechanism's rows of the parameter table.
[[nodiscard]] std::span<const ParameterField<PrevalenceParameters>> prevalence_parameters();

/// People at risk in each area: residents^r x deaths^(1-r), scaled to the city's number.
/// Areas in `has_rows` false get nobody. Residents count at least 1 % of the mean area.
[[nodiscard]] std::vector<double> people_by_area(const PrevalenceParameters& parameters,
                                                 std::span<const double> residents,
                                                 std::span<const double> deaths,
                                                 const std::vector<bool>& has_rows);

} // namespace careshed
