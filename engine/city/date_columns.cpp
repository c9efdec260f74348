#include "engine/city/date_columns.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/text.hpp"
#include "engine/inputs/findings.hpp"
#include "engine/inputs/vector_source.hpp"

namespace careshed {

namespace {

bool says_date(const std::string& name) {
    return lower_case(name).find("date") != std::string::npos;
}

Layer read_as_table(const LayerSpec& spec, const std::vector<std::string>& columns) {
    LayerWish wish;
    wish.fields = columns;
    wish.geometry_needed = false;
    LayerSpec source = spec;
    source.is_confidential = true;
    return read_layer(source, wish);
}

std::string guarded_total(const Layer& layer) { return guarded_count(layer.features.size()); }

std::size_t blanks(const Layer& layer, std::size_t column) {
    return static_cast<std::size_t>(std::ranges::count_if(
        layer.features, [&](const Feature& f) { return f.values[column].empty(); }));
}

} // namespace

void report_date_columns(const IncidentsSpec& spec, std::vector<Finding>& findings) {
    std::vector<std::string> columns;
    for (const std::string& column : VectorSource(spec.layer, false).columns())
        if (says_date(column) || column == spec.date)
            columns.push_back(column);
    if (columns.empty())
        return;
    LayerSpec whole = spec.layer;
    whole.where.clear();
    const Layer all = read_as_table(whole, columns);
    const Layer selected = read_as_table(spec.layer, columns);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const char* use = columns[i] == spec.date ? "the date column used" : "not used";
        const std::size_t missing = blanks(all, i);
        if (missing == 0) {
            add_note(
                findings, "incidents",
                fmt::format("every row ({}) has {} ({})", guarded_total(all), columns[i], use));
            continue;
        }
        std::string text = fmt::format("{} of {} rows without {}", guarded_count(missing),
                                       guarded_total(all), columns[i]);
        if (!spec.layer.where.empty())
            text += fmt::format("; {} of {} rows selected", guarded_count(blanks(selected, i)),
                                guarded_total(selected));
        add_warning(findings, "incidents", fmt::format("{} ({})", text, use));
    }
}

} // namespace careshed
