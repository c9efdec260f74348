// Prevalence of illicit opioid use, and the split of hot spots into more people and more risk. The
// number of people cancels where sites are demand-limited; it matters where they are
// capacity-limited.
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

/// People at risk in each area: residents^r x deaths^(1-r), scaled to the city's number. Areas in
/// `has_rows` false get no people. Residents count at least 1 % of the mean area.
[[nodiscard]] std::vector<double> people_by_area(const PrevalenceParameters& parameters,
                                                 std::span<const double> residents,
                                                 std::span<const double> deaths,
                                                 const std::vector<bool>& has_rows);

} // namespace careshed
