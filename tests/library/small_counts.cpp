// Small counts are hidden from a program as they are from a reader: deaths by area of one simulated
// arrangement, in public and internal.
#include <iostream>

#include "models/careshed.hpp"

namespace {

/// Areas whose deaths are hidden, and areas in all.
std::string hidden_areas(const careshed::Scenario& scenario, bool internal) {
    careshed::RunOptions options;
    options.internal = internal;
    std::size_t hidden = 0, all = 0;
    for (const careshed::Sheet& table : careshed::simulate(scenario, "", options).tables)
        for (const auto& row : table.rows)
            if (table.file == "areas.csv") {
                ++all;
                hidden += std::get_if<std::string>(&row[1]) != nullptr ? 1 : 0;
            }
    return std::to_string(hidden) + " of " + std::to_string(all) + " areas hidden";
}

} // namespace

int main() {
    careshed::Scenario scenario = careshed::read_scenario(SAMPLE_SCENARIO);
    scenario.run.draws = 2;
    std::cout << "public: " << hidden_areas(scenario, false) << "\n"
              << "internal: " << hidden_areas(scenario, true) << "\n";
    return 0;
}
