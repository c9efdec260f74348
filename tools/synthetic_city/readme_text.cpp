#include <algorithm>

#include <fmt/format.h>

#include "tools/synthetic_city/synthetic_city.hpp"
#include "tools/synthetic_city/truth_uptake.hpp"

namespace careshed::synthetic {
namespace {

std::vector<const truth::SiteTruth*> best_first(const std::vector<truth::SiteTruth>& truths) {
    std::vector<const truth::SiteTruth*> order;
    for (const truth::SiteTruth& truth : truths)
        order.push_back(&truth);
    // Sites of equal truth go by id: compare what is written, not the last bits of a sum.
    std::sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
        const double of_a = std::stod(truth_number(a->stated.deaths_averted));
        const double of_b = std::stod(truth_number(b->stated.deaths_averted));
        return of_a != of_b ? of_a > of_b : a->site->id < b->site->id;
    });
    return order;
}

std::string truth_table(const std::vector<truth::SiteTruth>& truths) {
    std::string text =
        "| site | allowed | deaths averted a year, `stated` | `revealed` | uses a day |\n"
        "| --- | --- | --- | --- | --- |\n";
    for (const truth::SiteTruth* truth : best_first(truths))
        text += fmt::format("| {} | {} | {:.3f} | {:.3f} | {:.0f} |\n", truth->site->name,
                            truth->is_clear_of_schools ? "yes" : "no", truth->stated.deaths_averted,
                            truth->revealed.deaths_averted, truth->stated.uses_a_day);
    return text;
}

} // namespace

std::string readme_text(const SyntheticCity& city, const std::vector<truth::SiteTruth>& truths) {
    return fmt::format(R"(# {}

**Synthetic: no real people, places or deaths.** Every street, service and death here is drawn from a recipe; the
coordinates lie in the Atlantic Ocean around 30 W, 40 N.

{}

{:.0f} residents, {} corners, {} streets, {} areas, {:.0f} expected deaths a year ({} to {}; {} is kept aside).

    {}

makes these files again, byte for byte.

## Files

| file | what |
| --- | --- |
| scenario.toml | the study: what is read, what is put at a candidate |
| synthetic_streets.geojson | streets with the numbers of their end corners |
| synthetic_areas.geojson | small areas: id, district, residents |
| synthetic_deaths.csv | recorded deaths: day, sex, a made-up community, place |
| synthetic_services.csv | libraries and clinics (candidates) and other services |
| synthetic_stations.csv, synthetic_schools.csv | ambulance stations; schools, where there are any |
| truth.csv | what a site at each candidate would really do |

## The truth

Deaths are drawn from a known intensity along the streets, so the effect of each site can be integrated rather than
estimated. `truth.csv` holds these integrals: formulas of `docs/model.md` at default parameters, inversion `insite`, people
in proportion to true deaths, both places of a person at one point, walks measured by a separate Dijkstra in metres. It is
computed by code that shares nothing with the models that it checks. Five significant digits are written. Figures are means over
the scenario's years, months of adoption included; acceptance is the share of wanted uses that find a booth; EMS runs are
those averted away from the site.
kappa is {} for `stated` and {} for `revealed`; the revealed length L is {} km.

{})",
                       short_title(city.plan), city.plan.story, city.plan.residents,
                       city.streets.corners.size(), city.streets.streets.size(), city.areas.size(),
                       city.plan.deaths_a_year, kFirstYear, kLastYear, kHoldoutYear,
                       command_text(city),
                       truth_number(truth::insite_intensity(truth::Decay::stated)),
                       truth_number(truth::insite_intensity(truth::Decay::revealed)),
                       truth_number(truth::revealed_length()), truth_table(truths));
}

} // namespace careshed::synthetic
