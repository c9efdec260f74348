#include "engine/city/geos_limit.hpp"

#include <ctime>

#include <geos_c.h>

#include "engine/core/interrupt.hpp"

namespace careshed::geos {

namespace {

/// The limit that GEOS's callback asks, which is given nothing to find it by.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables)
thread_local const ProcessorLimit* asked = nullptr;
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables)
thread_local unsigned asked_times = 0;

/// GEOS asks once a piece of a line; the clock costs as much as a short piece.
constexpr unsigned kAnswerEvery = 16;

double processor_seconds() {
    timespec clock{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &clock);
    return static_cast<double>(clock.tv_sec) + static_cast<double>(clock.tv_nsec) * 1e-9;
}

} // namespace

ProcessorLimit::ProcessorLimit(double seconds)
    : seconds_(seconds), start_(processor_seconds()),
      former_(GEOS_interruptRegisterCallback(&ProcessorLimit::ask)) {
    asked = this;
}

ProcessorLimit::~ProcessorLimit() {
    asked = nullptr;
    GEOS_interruptRegisterCallback(former_);
    GEOS_interruptCancel();
}

double ProcessorLimit::used() const { return processor_seconds() - start_; }

void ProcessorLimit::ask() {
    if (!asked || ++asked_times % kAnswerEvery != 0)
        return;
    if (interrupted() || asked->is_spent())
        GEOS_interruptRequest();
}

} // namespace careshed::geos
