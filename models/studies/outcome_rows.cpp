#include "models/studies/outcome_rows.hpp"

#include <algorithm>
#include <utility>

#include "engine/core/error.hpp"

namespace careshed {

RunTerms run_terms(const Parameters& parameters) { return {parameters.economics, parameters.ems}; }

OutcomeRows::OutcomeRows(std::vector<OutcomeRow> rows) : rows_(std::move(rows)) {
    for (const OutcomeRow& row : rows_)
        infos_.push_back(row.info);
    require_columns();
    for (std::size_t k = 0; k < rows_.size(); ++k)
        rows_[k].info.is_difference = infos_[k].is_difference = is_difference(rows_[k].source);
    require_all_figures();
}

std::size_t OutcomeRows::column(const char* id) const {
    const auto row = std::ranges::find(infos_, id, &OutcomeInfo::id);
    if (row == infos_.end())
        throw Error(ErrorKind::internal, "", std::string("no outcome is called \"") + id + "\"");
    return static_cast<std::size_t>(row - infos_.begin());
}

bool OutcomeRows::is_difference(const OutcomeSource& source) const {
    const auto* const priced = std::get_if<PricedBy>(&source);
    return std::holds_alternative<DifferenceOf>(
        priced == nullptr ? source : rows_[column(priced->of)].source);
}

void OutcomeRows::require_columns() const {
    for (const OutcomeRow& row : rows_) {
        if (const auto* sum = std::get_if<SumOf>(&row.source))
            static_cast<void>(column(sum->one) + column(sum->other));
        if (const auto* difference = std::get_if<DifferenceOf>(&row.source))
            static_cast<void>(column(difference->one) + column(difference->less));
        if (const auto* priced = std::get_if<PricedBy>(&row.source))
            static_cast<void>(column(priced->of));
    }
}

void OutcomeRows::require_all_figures() const {
    SiteFigures<double> times;
    for (const OutcomeRow& row : rows_)
        if (const auto* counted = std::get_if<CountedFigure>(&row.source))
            counted->figure(times) += 1;
    for_each_site_figure(
        [](FigureKind, double of_figure) {
            if (of_figure != 1)
                throw Error(ErrorKind::internal, "",
                            "a figure of histories is not the source of exactly one outcome");
        },
        times);
}

std::vector<double> OutcomeRows::values(const SiteEffect& effect, const RunTerms& run) const {
    SiteFigures<double> figures = effect.figures();
    std::vector<double> values(rows_.size()), prices(rows_.size());
    for (std::size_t k = 0; k < rows_.size(); ++k) {
        const OutcomeSource& source = rows_[k].source;
        if (const auto* counted = std::get_if<CountedFigure>(&source))
            values[k] = counted->figure(figures);
        if (const auto* amount = std::get_if<AmountOfUse>(&source))
            values[k] = amount->value(effect);
        if (const auto* share = std::get_if<ShareOfUse>(&source))
            values[k] = share->value(effect);
        if (const auto* priced = std::get_if<PricedBy>(&source)) {
            prices[k] = priced->price(run);
            prices[column(priced->of)] = 1;
        }
    }
    derive(values, prices);
    return values;
}

SiteFigures<double> OutcomeRows::figures(std::span<const double> values) const {
    SiteFigures<double> figures;
    for (std::size_t k = 0; k < rows_.size(); ++k)
        if (const auto* counted = std::get_if<CountedFigure>(&rows_[k].source))
            counted->figure(figures) = values[k];
    return figures;
}

void OutcomeRows::derive(std::span<double> values, std::span<const double> like) const {
    for (std::size_t k = 0; k < rows_.size(); ++k) {
        if (const auto* sum = std::get_if<SumOf>(&rows_[k].source))
            values[k] = values[column(sum->one)] + values[column(sum->other)];
        if (const auto* difference = std::get_if<DifferenceOf>(&rows_[k].source))
            values[k] = values[column(difference->one)] - values[column(difference->less)];
    }
    for (std::size_t k = 0; k < rows_.size(); ++k)
        if (const auto* priced = std::get_if<PricedBy>(&rows_[k].source)) {
            const std::size_t of = column(priced->of);
            values[k] = like[of] != 0 ? like[k] * values[of] / like[of] : 0;
        }
}

} // namespace careshed
