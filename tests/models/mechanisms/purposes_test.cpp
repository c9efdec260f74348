#include "models/mechanisms/purposes.hpp"

#include <catch2/catch.hpp>
#include <vector>

#include "engine/population/marks.hpp"

using namespace careshed;

TEST_CASE("No two purposes share numbers, and each keeps the number it had") {
    // In the order of their numbers, from 0: appended to, never changed.
    const std::vector<Purpose> numbered{Purpose::synthetic_city,
                                        purpose_of(Mark::place_private),
                                        purpose_of(Mark::place_public),
                                        purpose_of(Mark::group),
                                        purpose_of(Mark::uses),
                                        purpose_of(Mark::frailty),
                                        purpose_of(Mark::alone),
                                        purpose_of(Mark::propensity),
                                        purpose_of(Mark::route),
                                        Purpose::parameter,
                                        Purpose::incidence,
                                        Purpose::test,
                                        Purpose::synthetic_incidents,
                                        purpose::overdose_process,
                                        purpose::release_process,
                                        purpose::treatment_end_process,
                                        purpose::arrival_process,
                                        purpose::supply_process,
                                        purpose::prior_overdose,
                                        purpose::presence,
                                        purpose::departure,
                                        purpose::death,
                                        purpose::site_choice,
                                        purpose::site_adoption,
                                        purpose::booth_queue,
                                        purpose::resampled_deaths};
    for (std::size_t number = 0; number < numbered.size(); ++number)
        CHECK(static_cast<std::size_t>(numbered[number]) == number);
}
