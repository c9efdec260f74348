#include "models/mechanisms/risk_window.hpp"

#include <algorithm>

#include "engine/core/portable_math.hpp"

namespace careshed {

double RiskWindow::share_of_time() const { return 1 - portable::exp(-events_a_year * years); }

void append_intervals(const RiskWindow& window, const WindowProcess& process, double years,
                      std::vector<RaisedRisk>& intervals) {
    if (window.ratio == 1 || window.events_a_year <= 0 || window.years <= 0)
        return;
    static thread_local std::vector<FieldPoint> events;
    events.clear();
    PoissonField(process.key, kEventsLowestStrip)
        .append_points(-window.years, years, window.events_a_year, events);
    const std::size_t first = intervals.size();
    for (const FieldPoint& event : events) {
        const double end = event.time + window.years;
        if (intervals.size() > first && event.time <= intervals.back().to)
            intervals.back().to = end;
        else
            intervals.push_back({event.time, end, process.kind});
    }
}

bool is_within(const std::vector<RaisedRisk>& intervals, WindowKind kind, double time) {
    return std::any_of(intervals.begin(), intervals.end(), [&](const RaisedRisk& interval) {
        return interval.kind == kind && interval.from <= time && time < interval.to;
    });
}

WindowRatios ratios_of(const RiskWindow& release, const RiskWindow& treatment_end,
                       const RiskWindow& supply) {
    const std::array<double, kWindowKinds> by_kind{release.ratio, treatment_end.ratio,
                                                   supply.ratio};
    WindowRatios ratios{};
    for (std::size_t set = 0; set < ratios.size(); ++set) {
        ratios[set] = 1;
        for (std::size_t kind = 0; kind < kWindowKinds; ++kind)
            ratios[set] *= (set >> kind & 1U) != 0 ? by_kind[kind] : 1;
    }
    return ratios;
}

void follow_changes(const std::vector<RaisedRisk>& intervals, const WindowRatios& ratios,
                    double years, std::vector<RateStep>& changes) {
    // Intervals of one kind are disjoint, so that each edge enters or leaves the set of open
    // windows; `ratio` first holds the edge's kind.
    changes.assign(1, {0, 0});
    std::size_t open = 0;
    // Kinds follow each other, each in order of time: few edges have to pass others.
    const auto insert = [&](double time, std::size_t bit) {
        std::size_t at = changes.size();
        changes.emplace_back();
        for (; at > 1 && changes[at - 1].time > time; --at)
            changes[at] = changes[at - 1];
        changes[at] = {time, static_cast<double>(bit)};
    };
    for (const RaisedRisk& interval : intervals) {
        const auto bit = std::size_t{1} << static_cast<std::size_t>(interval.kind);
        if (interval.from > 0)
            insert(interval.from, bit);
        else
            open |= bit;
        if (interval.to < years)
            insert(interval.to, bit);
    }
    for (RateStep& change : changes) {
        open ^= static_cast<std::size_t>(change.ratio);
        change.ratio = ratios[open];
    }
}

} // namespace careshed
