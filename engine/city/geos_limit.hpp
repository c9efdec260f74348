// GEOS within a limit of processor time. Its checks of shapes take a time that grows with the
// square of what overlaps; it asks a callback now and then, and this one tells it to give up.
// Private to what calls GEOS, and for one thread of the process at a time: GEOS keeps one callback
// for all.
#pragma once

namespace careshed::geos {

/// While it exists, calls of GEOS fail once they have taken so many seconds of this thread's
/// processor time, or once a signal is to stop the run.
class ProcessorLimit {
  public:
    explicit ProcessorLimit(double seconds);
    ~ProcessorLimit();
    ProcessorLimit(const ProcessorLimit&) = delete;
    ProcessorLimit& operator=(const ProcessorLimit&) = delete;

    /// Seconds since it was made.
    [[nodiscard]] double used() const;
    [[nodiscard]] bool is_spent() const { return used() >= seconds_; }

  private:
    static void ask();

    double seconds_, start_;
    void (*former_)();
};

} // namespace careshed::geos
