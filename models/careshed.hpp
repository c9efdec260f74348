// The library's public interface: one function a verb, from a scenario to publishable results.
// Nothing here reads a command line or prints; a program links `careshed` and includes this file,
// reads a Scenario by read_scenario and asks rank(scenario) for three sites, or for a whole bundle.
//
// Results are the same bytes at any number of threads. Every function throws Error: input Errors
// with file, layer and feature, run Errors where parameters are impossible, an interrupted Error
// after a signal that an InterruptWatch noted.
#pragma once

#include "engine/core/error.hpp"
#include "engine/core/interrupt.hpp"
#include "engine/core/run_options.hpp"
#include "engine/inputs/scenario_file.hpp"
#include "models/tables/access_release.hpp"
#include "models/tables/check_release.hpp"
#include "models/tables/compare_release.hpp"
#include "models/tables/explain_release.hpp"
#include "models/tables/forecast_release.hpp"
#include "models/tables/parameters_release.hpp"
#include "models/tables/rank_release.hpp"
#include "models/tables/released_fields.hpp"
#include "models/tables/simulate_release.hpp"
