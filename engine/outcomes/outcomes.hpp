// What the study measured: one number for each site, outcome and outer draw. Paired by
// construction: the same draw means the same people, parameters and incidence at every site.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/outcomes/draw_id.hpp"
#include "engine/outcomes/summary.hpp"

namespace careshed {

/// A measured quantity. `better` says which way is good: +1 more, -1 less, 0 neither.
struct OutcomeInfo {
    std::string id;    ///< column name, snake_case, e.g. "deaths_averted"
    std::string title; ///< for people: "Deaths averted"
    std::string unit;  ///< "deaths a year"
    int better = 0;
    int decimals = 2;           ///< shown to people
    std::string meaning;        ///< one sentence for the data dictionary
    double step = 0;            ///< of what is told of it, at the widest; 0: as it is
    bool is_difference = false; ///< of effects, or a part of one: told by its step alone
};

/// How finely the figures of a table may be told.
struct ToldSteps {
    std::vector<double> of_outcome; ///< at the widest figure; 0: as it is
    std::vector<double> of_site;    ///< part of an effect of the site, whatever its size
};

/// values[(site * outcomes + outcome) * draws + draw], draws without the central one.
class OutcomeTable {
  public:
    OutcomeTable() = default;
    OutcomeTable(std::vector<std::string> sites, std::vector<OutcomeInfo> outcomes,
                 std::size_t draws);

    [[nodiscard]] const std::vector<std::string>& sites() const { return sites_; }
    [[nodiscard]] const std::vector<OutcomeInfo>& outcomes() const { return outcomes_; }
    [[nodiscard]] std::size_t draws() const { return draws_; }
    /// Row of an outcome id; throws an internal Error when there is none.
    [[nodiscard]] std::size_t outcome(const std::string& id) const;

    [[nodiscard]] std::span<double> draws_of(std::size_t site, std::size_t outcome);
    [[nodiscard]] std::span<const double> draws_of(std::size_t site, std::size_t outcome) const;
    /// Mean and interval of a site's draws, as they are told.
    [[nodiscard]] Summary summary(std::size_t site, std::size_t outcome) const;
    /// The same table, to be published in steps: central figures and summaries. Its draws stay, for
    /// what is counted in draws.
    [[nodiscard]] OutcomeTable in_steps(ToldSteps steps) const;
    /// Step of a figure of this size; 0 where it is told as it is.
    [[nodiscard]] double step_of(std::size_t site, std::size_t outcome, double size) const;
    /// A figure in its step.
    [[nodiscard]] double told(std::size_t site, std::size_t outcome, double figure) const;
    /// The same of each; the Monte Carlo error to one digit.
    [[nodiscard]] Summary told(std::size_t site, std::size_t outcome, const Summary& summary) const;
    /// The same with fewer draws: the first of them.
    [[nodiscard]] OutcomeTable first_draws(std::size_t draws) const;
    [[nodiscard]] double value(std::size_t site, std::size_t outcome, DrawId draw) const;
    /// All outcomes of a site in a draw, in their order.
    [[nodiscard]] std::vector<double> values(std::size_t site, DrawId draw) const;
    void put(std::size_t site, std::size_t outcome, DrawId draw, double value);
    void put_all(std::size_t site, DrawId draw, std::span<const double> values);
    /// The central draw's.
    [[nodiscard]] double& central(std::size_t site, std::size_t outcome);
    [[nodiscard]] double central(std::size_t site, std::size_t outcome) const;

  private:
    std::vector<std::string> sites_;
    std::vector<OutcomeInfo> outcomes_;
    std::size_t draws_ = 0;
    std::vector<double> values_;
    std::vector<double> central_;
    std::vector<double> parts_; ///< ToldSteps::of_site
};

} // namespace careshed
