// careshed synth: writes a synthetic city, with its scenario and its truth, to a new folder.
#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "engine/core/error.hpp"
#include "engine/core/result_folder.hpp"
#include "engine/core/safe_file.hpp"
#include "tools/careshed/invocation.hpp"
#include "tools/careshed/standard_streams.hpp"
#include "tools/synthetic_city/synthetic_city.hpp"

namespace careshed {

namespace {

/// A synthetic city has no manifest: it is known by its truth and by holding nothing else.
bool holds_synthetic_city(const std::filesystem::path& folder) {
    constexpr std::array<std::string_view, 2> kOwn{"README.md", "scenario.toml"};
    bool has_truth = false;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (!entry.is_regular_file())
            return false;
        if (name == "truth.csv")
            has_truth = true;
        else if (std::ranges::find(kOwn, name) == kOwn.end() && !name.starts_with("synthetic_"))
            return false;
    }
    return has_truth;
}

} // namespace

int run_synth(const Invocation& invocation) {
    const std::string name = invocation.city.empty() ? "harbor" : invocation.city;
    const synthetic::CityPlan plan = synthetic::plan_of(name, invocation.residents);
    if (invocation.out.empty() && !invocation.dry_run)
        throw Error(ErrorKind::usage, "-o", "synth needs a folder to write to", "add -o DIR");
    if (invocation.dry_run) {
        fmt::print("{}: {:.0f} residents, about {} corners, {:.0f} deaths a year\n", plan.title,
                   plan.residents, plan.columns * plan.rows, plan.deaths_a_year);
        return 0;
    }
    ResultFolder folder(invocation.out, invocation.overwrite, holds_synthetic_city);
    const synthetic::SyntheticCity city = synthetic::make_city(plan, invocation.seed.value_or(1));
    for (const synthetic::CityFile& file : synthetic::city_files(city))
        write_file(folder.staging() / file.name, file.bytes);
    folder.commit();
    if (invocation.verbosity >= 0)
        say(fmt::format("{}: {} corners, {} services, {} recorded deaths -> {}\n", plan.title,
                        city.streets.corners.size(), city.places.services.size(),
                        city.deaths.size(), invocation.out.string()));
    return 0;
}

} // namespace careshed
