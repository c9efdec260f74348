#include "engine/city/incident_rows.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/city/iso_date.hpp"
#include "engine/core/error.hpp"
#include "engine/core/text.hpp"
#include "engine/core/visible_text.hpp"

namespace careshed {

namespace {

constexpr std::size_t kShownComplaints = 10;

bool is_in(const YearRange& years, int year) { return years.first <= year && year <= years.last; }

/// Complaints about rows; a wrong column spoils every row, so only the first few are kept.
class RowComplaints {
  public:
    explicit RowComplaints(const Layer& layer) : layer_(layer) {}
    void add(const Feature& feature, std::string message, std::string hint) {
        if (++count_ <= kShownComplaints)
            list_.add(layer_.place(feature), std::move(message), std::move(hint));
    }
    void throw_if_any() {
        if (count_ > kShownComplaints)
            list_.add(layer_.title,
                      fmt::format("{} more rows have errors", count_ - kShownComplaints));
        list_.throw_if_any();
    }

  private:
    const Layer& layer_;
    ComplaintList list_;
    std::size_t count_ = 0;
};

class RowReader {
  public:
    RowReader(const IncidentsSpec& spec, const Layer& layer)
        : spec_(spec), layer_(layer), complaints_(layer) {}

    IncidentRows read() {
        IncidentRows read;
        for (std::size_t i = 0; i < layer_.features.size(); ++i)
            take(i, read);
        complaints_.throw_if_any();
        return read;
    }

  private:
    [[nodiscard]] const std::string& value(const Feature& feature,
                                           const std::string& column) const {
        return feature.values[layer_.column(column)];
    }

    void take(std::size_t i, IncidentRows& read) {
        const Feature& feature = layer_.features[i];
        IncidentRow row;
        row.feature = i;
        row.year = spec_.years.first; // a table without dates covers the whole range
        if (!spec_.date.empty()) {
            const std::string& date = value(feature, spec_.date);
            if (date.empty()) {
                ++read.undated;
                return;
            }
            const auto year = year_of_date(date);
            if (!year) {
                complaints_.add(feature, fmt::format("column \"{}\" is not a date", spec_.date),
                                "write year-month-day, as 2019-07-04, or leave it empty");
                return;
            }
            row.year = *year;
        }
        row.held_out = spec_.holdout && is_in(*spec_.holdout, row.year);
        if (!row.held_out && !is_in(spec_.years, row.year)) {
            ++read.other_years;
            return;
        }
        row.fatal = read_fatal(feature);
        row.count = read_count(feature);
        for (const std::string& column : spec_.groups) {
            const std::string& label = value(feature, column);
            row.labels.push_back(label.empty() ? "unknown" : visible_text(label));
        }
        read.rows.push_back(std::move(row));
    }

    bool read_fatal(const Feature& feature) {
        if (spec_.fatal == "all")
            return true;
        const std::string text = lower_case(value(feature, spec_.fatal));
        const bool is_yes = text == "1" || text == "true" || text == "yes";
        const bool is_no = text.empty() || text == "0" || text == "false" || text == "no";
        if (!is_yes && !is_no)
            complaints_.add(feature,
                            fmt::format("column \"{}\" is neither yes nor no", spec_.fatal),
                            "write 1, true or yes for a death, else 0, false, no or nothing");
        return is_yes;
    }

    double read_count(const Feature& feature) {
        if (spec_.count.empty())
            return 1;
        try {
            const double count = number_of(layer_, feature, spec_.count);
            if (count < 0)
                complaints_.add(feature, fmt::format("column \"{}\" is negative", spec_.count),
                                "suppressed counts must be left out or filled in, not coded");
            return count;
        } catch (const Error& error) {
            for (const Complaint& c : error.complaints())
                complaints_.add(feature, c.message, c.hint);
            return 0;
        }
    }

    const IncidentsSpec& spec_;
    const Layer& layer_;
    RowComplaints complaints_;
};

} // namespace

std::vector<std::string> incident_columns(const IncidentsSpec& spec) {
    std::vector<std::string> columns;
    for (const std::string& column : {spec.date, spec.area, spec.count})
        if (!column.empty())
            columns.push_back(column);
    if (spec.fatal != "all")
        columns.push_back(spec.fatal);
    columns.insert(columns.end(), spec.groups.begin(), spec.groups.end());
    return columns;
}

IncidentRows read_incident_rows(const IncidentsSpec& spec, const Layer& layer) {
    return RowReader(spec, layer).read();
}

} // namespace careshed
