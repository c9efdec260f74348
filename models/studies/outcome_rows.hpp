// A list of outcomes, each with its source: counted in histories, following from the use of a site,
// or derived from other outcomes. Rows of values are read and filled by this list, never by a
// hard-coded position; derived outcomes are computed here alone.
#pragma once

#include <span>
#include <variant>
#include <vector>

#include "engine/outcomes/outcomes.hpp"
#include "models/expected/expectation.hpp"
#include "models/mechanisms/economics.hpp"
#include "models/mechanisms/ems.hpp"
#include "models/mechanisms/registry.hpp"

namespace careshed {

/// Parameters of one ambulance run in a draw.
struct RunTerms {
    EconomicsParameters money;
    EmsParameters ems;
};

/// Dollars a run, shares and minutes as the parameters have them.
[[nodiscard]] RunTerms run_terms(const Parameters& parameters);

/// Counted in every replication, with a known analytic expectation.
struct CountedFigure {
    double& (*figure)(SiteFigures<double>&);
};
/// Follows from the use of a site, and grows with it.
struct AmountOfUse {
    double (*value)(const SiteEffect&);
};
/// Follows from the use of a site, whatever its amount.
struct ShareOfUse {
    double (*value)(const SiteEffect&);
};
/// Of two outcomes, which are no sums or differences themselves.
struct SumOf {
    const char *one, *other;
};
struct DifferenceOf {
    const char *one, *less;
};
/// So much for each unit of an outcome, which is not priced itself.
struct PricedBy {
    const char* of;
    double (*price)(const RunTerms&);
};
using OutcomeSource =
    std::variant<CountedFigure, AmountOfUse, ShareOfUse, SumOf, DifferenceOf, PricedBy>;

struct OutcomeRow {
    OutcomeInfo info;
    OutcomeSource source;
};

class OutcomeRows {
  public:
    /// Throws an internal Error when a row refers to an outcome that is not there, or when a
    /// counted figure is not the source of exactly one.
    explicit OutcomeRows(std::vector<OutcomeRow> rows);

    [[nodiscard]] const std::vector<OutcomeInfo>& infos() const { return infos_; }
    [[nodiscard]] const std::vector<OutcomeRow>& rows() const { return rows_; }

    /// One for each row, of a site in a draw.
    [[nodiscard]] std::vector<double> values(const SiteEffect& effect, const RunTerms& run) const;
    /// The counted figures of a row of values.
    [[nodiscard]] SiteFigures<double> figures(std::span<const double> values) const;
    /// Fills derived outcomes from the rest. `like`: a row with the ratios of priced outcomes to
    /// their outcomes that hold in `values` too; where the outcome is 0 there, the priced one is 0
    /// here.
    void derive(std::span<double> values, std::span<const double> like) const;

  private:
    [[nodiscard]] bool is_difference(const OutcomeSource& source) const;
    [[nodiscard]] std::size_t column(const char* id) const;
    void require_columns() const;
    void require_all_figures() const;

    std::vector<OutcomeRow> rows_;
    std::vector<OutcomeInfo> infos_;
};

} // namespace careshed
