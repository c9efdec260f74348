// Which sites may still be among the first, as lives are lived draw by draw: the others leave, and
// what they would have shown in later draws is told from the closed form. Everybody's closed form
// is known in every draw, so only how lives differ from it is left to learn, and that goes up and
// down together for all sites of a draw (docs/decisions/0011).
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "models/studies/expected_study.hpp"

namespace careshed {

/// Values by decay set, as lived where they are and as in closed form elsewhere.
using TablesByDecay = EnumArray<DecaySet, OutcomeTable>;

class Contenders {
  public:
    /// `zone`: deaths a year below which sites are as good as each other. `expected` must outlive
    /// it.
    Contenders(const ExpectedStudy& expected, double zone);

    /// Who is still lived, by candidate.
    [[nodiscard]] const std::vector<std::size_t>& sites() const { return sites_; }
    /// Draws in which each candidate was lived.
    [[nodiscard]] const std::vector<std::size_t>& lived_draws() const { return lived_draws_; }

    /// The first `draws` are lived now. A site leaves when, under each decay set, at least kFirst
    /// others do better in nearly every draw, and the leader by more than the zone on average, both
    /// with three standard errors to spare.
    void judge(const TablesByDecay& lived, std::size_t draws);

    /// Fills in what was not lived: the closed form, times what lives made of it for the sites that
    /// stayed in that draw, times the site's own ratio to them.
    void fill(TablesByDecay& lived, TablesByDecay& groups) const;

    static constexpr std::size_t kFirst = 5; ///< places that are told of, P(top five)

  private:
    [[nodiscard]] std::vector<std::size_t>
    leaving(const OutcomeTable& lived, const OutcomeTable& expected, std::size_t draws) const;

    const ExpectedStudy& expected_;
    double zone_;
    std::vector<std::size_t> sites_, lived_draws_;
};

} // namespace careshed
