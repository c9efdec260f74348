#include "models/studies/rank_sensitivity.hpp"

#include <algorithm>
#include <array>

namespace careshed {

namespace {

SensitivityEnd end_of(const DeathsBySite& deaths, double value) {
    if (deaths.empty())
        return {value, false, 0, 0};
    return {value, true, deaths.front(), lead_of(deaths)};
}

/// Mean and variance of the lead of one site over another, over draws.
struct LeadOverDraws {
    double mean = 0, variance = 0;
};
LeadOverDraws lead_over_draws(const OutcomeTable& table, std::array<std::size_t, 2> sites) {
    const std::size_t deaths = table.outcome("deaths_averted");
    const auto first = table.draws_of(sites[0], deaths), second = table.draws_of(sites[1], deaths);
    const auto draws = static_cast<double>(table.draws());
    LeadOverDraws lead;
    for (std::size_t d = 0; d < table.draws(); ++d)
        lead.mean += (first[d] - second[d]) / draws;
    for (std::size_t d = 0; d < table.draws(); ++d) {
        const double off = first[d] - second[d] - lead.mean;
        lead.variance += off * off / draws;
    }
    return lead;
}

/// Variance between the structures whose figures are deaths a year: both decays as simulated, and
/// the two mechanistic counts, at equal weights.
double variance_between(const ExpectedStudy& study, const HistoriesStudy& histories,
                        std::array<std::size_t, 2> sites) {
    std::vector<double> means;
    for (const OutcomeTable& table : histories.by_decay)
        means.push_back(lead_over_draws(table, sites).mean);
    for (const Structure alternative : {Structure::mechanistic, Structure::mechanistic_phi})
        means.push_back(lead_over_draws(study.by_structure[alternative], sites).mean);
    double mean = 0, variance = 0;
    for (const double value : means)
        mean += value / static_cast<double>(means.size());
    for (const double value : means)
        variance += (value - mean) * (value - mean) / static_cast<double>(means.size());
    return variance;
}

std::vector<VarianceLine> variance_lines(const RankFigures& figures, DecaySet decay) {
    const std::array<std::size_t, 2> sites{figures.sensitivity.sites[0],
                                           figures.sensitivity.sites[1]};
    const double all = lead_over_draws(figures.histories.by_decay[decay], sites).variance;
    const double deviation = figures.histories.chance_deviation;
    const double chance = std::min(all, deviation * deviation);
    const VarianceShares& shares = figures.sensitivity.shares;
    const char* kept = "Exact formula: draws that keep these and change the other.";
    return {{"Monte Carlo error within draws", chance,
             "Monte Carlo: between the replications of a draw."},
            {"parameters", (all - chance) * shares.parameters, kept},
            {"recorded deaths", (all - chance) * shares.data, kept},
            {"interaction of parameters and recorded deaths", (all - chance) * shares.together,
             "Explained by neither alone."},
            {"structure", variance_between(figures.expected, figures.histories, sites),
             "Between the means under both decays, mechanistic and mechanistic_phi, at equal "
             "weights."}};
}

} // namespace

Sensitivity described_sensitivity(const ModelSpec& model, const RankFigures& figures) {
    const SensitivityFigures& found = figures.sensitivity;
    Sensitivity sensitivity;
    if (found.sites.empty())
        return sensitivity;
    sensitivity.best = found.centre.front();
    sensitivity.lead = lead_of(found.centre);
    sensitivity.sites = found.sites.size();
    for (const ParameterSwing& swing : found.swings)
        sensitivity.lines.push_back(
            {swing.parameter->id, swing.parameter->title, end_of(swing.low, swing.parameter->low),
             end_of(swing.high, swing.parameter->high), swing.turns(found.centre),
             swing.only_scales(found.centre), swing.is_idle(found.centre), swing.break_even_at});
    for (const GroupSpread& spread : found.spreads)
        sensitivity.spreads.push_back({spread.group, spread.of_first, spread.of_lead});
    sensitivity.variances = variance_lines(figures, model.decay);
    return sensitivity;
}

} // namespace careshed
