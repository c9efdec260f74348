#include "models/histories/history_counts.hpp"

#include <cmath>

namespace careshed {

namespace {

constexpr double kUnitsPerEvent = 0x1p44;

} // namespace

EventUnits event_units(double events) {
    const double scaled = events * kUnitsPerEvent;
    return static_cast<EventUnits>(scaled + std::copysign(0.5, scaled));
}

double events_of(EventUnits units) { return static_cast<double>(units) / kUnitsPerEvent; }

SiteFigures<double> yearly(const SiteFigures<EventUnits>& counts, double years) {
    SiteFigures<double> figures;
    for_each_figure(figures, counts, [years](double& a_year, EventUnits units) {
        a_year = events_of(units) / years;
    });
    return figures;
}

HistoryCounts& operator+=(HistoryCounts& one, const HistoryCounts& other) {
    for_each_figure(one, other, [](EventUnits& a, EventUnits b) { a += b; });
    return one;
}

HistoryCounts& operator-=(HistoryCounts& one, const HistoryCounts& other) {
    for_each_figure(one, other, [](EventUnits& a, EventUnits b) { a -= b; });
    return one;
}

} // namespace careshed
