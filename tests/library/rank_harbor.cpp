// Ranks the sample city and prints three sites: all that a program needs of the library.
#include <iostream>

#include "models/careshed.hpp"

int main() {
    try {
        careshed::Scenario scenario = careshed::read_scenario(SAMPLE_SCENARIO);
        scenario.run.draws = 20;
        const careshed::RankRelease ranked = careshed::rank(scenario, {.threads = {2}});
        for (std::size_t k = 0; k < 3; ++k)
            std::cout << ranked.sites[k].rank << " " << ranked.sites[k].name << ": "
                      << ranked.sites[k].deaths_averted.mean << " deaths averted a year\n";
        return 0;
    } catch (const careshed::Error& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
}
