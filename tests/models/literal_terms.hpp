// Inputs and outputs of the literal city: people and sites in plain numbers, without walks or
// attraction curves, so that the choice of a site is its own.
#pragma once

#include <array>
#include <vector>

#include "models/histories/history.hpp"
#include "models/mechanisms/opc.hpp"

namespace careshed::test {

inline constexpr std::size_t kMostSites = 2;

/// Where one person is present on average.
struct LiteralPlace {
    SimulatedPerson row; ///< people = 1
    double uses_a_day = 0;
    /// Of each site in each setting, beside 1 for staying; 0 where the site does not admit.
    std::array<std::array<double, kSettings>, kMostSites> attraction{};
};

struct LiteralSite {
    Booths booths;
    const WeeklyHours* hours = nullptr;
};

struct LiteralCity {
    HistoryTerms terms;
    HourProfile profile{};
    std::size_t areas = 0;
    std::vector<LiteralPlace> places;
    std::vector<LiteralSite> sites;
};

/// What happened in one run.
struct LiteralCounts {
    double overdoses = 0, on_site = 0, runs = 0;
    std::array<double, kSettings> deaths{};
    std::array<double, kMostSites> wanted{}; ///< uses drawn to a site, served or not
    std::array<double, kMostSites> asked{};  ///< of these when open, by people who have adopted it
    std::array<double, kMostSites> served{};
};

} // namespace careshed::test
