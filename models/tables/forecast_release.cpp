#include "models/tables/forecast_release.hpp"

#include "models/studies/run_forecast.hpp"

namespace careshed {

ForecastRelease forecast(const Scenario& scenario, const RunOptions& options) {
    const RunForecast run = forecast_run(scenario, options);
    return {.candidates = run.candidates,
            .model_rows = run.model_rows,
            .people = run.people,
            .draws = run.draws,
            .replications = run.replications,
            .seconds = run.seconds,
            .megabytes = run.megabytes,
            .is_resumable = run.is_resumable,
            .journal_megabytes = run.journal_megabytes};
}

} // namespace careshed
