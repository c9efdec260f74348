#include "models/risk_window.hpp"

#include "engine/core/portable_math.hpp"
#include "engine/simulate/poisson_field.hpp"

namespace careshed {

double RiskWindow::share_of_time() const { return 1 - portable::exp(-events_a_year * years); }

void append_stretches(const RiskWindow& window, const DrawKey& clock, double years,
                      std::vector<RaisedRisk>& stretches) {
    if (window.ratio == 1 || window.events_a_year <= 0 || window.years <= 0)
        return;
    thread_local std::vector<FieldPoint> events;
    events.clear();
    PoissonField(clock, kEventsLowestStrip)
        .append_points(-window.years, years, window.events_a_year, events);
    const std::size_t first = stretches.size();
    for (const FieldPoint& event : events) {
        const double end = event.time + window.years;
        if (stretches.size() > first && event.time <= stretches.back().to)
            stretches.back().to = end;
        else
            stretches.push_back({event.time, end, window.ratio});
    }
}

} // namespace careshed
