#include "models/studies/lived_world.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "engine/core/error.hpp"
#include "models/mechanisms/purposes.hpp"

namespace careshed {

namespace {

std::string packed(const WorldValues& values) {
    return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(double)};
}

WorldValues unpacked(std::string_view bytes, std::size_t size) {
    WorldValues values(size);
    if (bytes.size() != size * sizeof(double))
        throw Error(ErrorKind::internal, "", "a journal's record has another study's length");
    std::memcpy(values.data(), bytes.data(), bytes.size());
    return values;
}

void write_lane(const SiteLane& lane, std::span<double> values) {
    write_figures(lane.site, values);
    std::ranges::copy(lane.groups, values.subspan(kSiteFigures).begin());
}

SiteLane read_lane(std::span<const double> values) {
    const std::span<const double> groups = values.subspan(kSiteFigures);
    return {read_figures(values), {groups.begin(), groups.end()}};
}

} // namespace

PairedFigures WorldLayout::figures(std::span<const double> values, std::size_t decay,
                                   std::size_t site) const {
    return {read_figures(values.subspan(lived(decay, site))),
            read_figures(values.subspan(direct(decay, site)))};
}

Paired<SiteLane> WorldLayout::lane(std::span<const double> values, std::size_t decay,
                                   std::size_t site) const {
    return {read_lane(values.subspan(lived(decay, site), width())),
            read_lane(values.subspan(direct(decay, site), width()))};
}

LivedWorlds::LivedWorlds(const Experiment& experiment, const ExpectedStudy& expected,
                         RunJournal* journal, std::vector<std::size_t> sites)
    : experiment_(experiment), expected_(expected), journal_(journal), sites_(std::move(sites)),
      groups_(group_columns(experiment.city())), layout_{sites_.size(), groups_.outcomes.size()} {}

DrawOfLives LivedWorlds::set_up(DrawId draw) const {
    DrawOfLives lives{PairedDraw(experiment_, draw), {}, {}};
    const DrawSetup& setup = lives.draw.setup();
    for (const DecaySet decay : {DecaySet::stated, DecaySet::revealed}) {
        const auto d = static_cast<std::size_t>(decay);
        lives.pulls[d] = pull_of(*experiment_.study, setup, decay);
        for (const std::size_t site : sites_)
            lives.sites.push_back(
                lives.draw.open(site, setup.terms, expected_.wanted[d].value(site, 0, draw)));
    }
    return lives;
}

WorldValues LivedWorlds::values(const DrawOfLives& lives, std::uint32_t number) const {
    const World world = lives.draw.world(number);
    if (journal_ != nullptr)
        if (const auto kept = journal_->find(world.number); kept)
            return unpacked(*kept, layout_.size());
    WorldValues values = live_through(lives, world);
    if (journal_ != nullptr)
        journal_->record(world.number, packed(values));
    return values;
}

WorldValues LivedWorlds::live_through(const DrawOfLives& lives, World world) const {
    std::vector<Arm> arms;
    for (std::size_t d = 0; d < kDecaySets; ++d)
        for (const std::size_t site : sites_)
            arms.push_back({{site, &lives.sites[arms.size()].load, &lives.pulls[d]}});
    LivesPlan plan = lives.draw.lives_in(world);
    plan.with_baseline = sites_.size() == experiment_.study->reach->size();
    const LaneCounts counts = count_lanes(plan, {}, arms);
    WorldValues values(layout_.size());
    for (std::size_t d = 0; d < kDecaySets; ++d)
        for (std::size_t site = 0; site < layout_.sites; ++site) {
            const Paired<SiteLane> lane = lane_of(counts, d * layout_.sites + site);
            write_lane(lane.lived, std::span(values).subspan(layout_.lived(d, site)));
            write_lane(lane.direct, std::span(values).subspan(layout_.direct(d, site)));
        }
    values[layout_.baseline()] =
        a_year(counts.baseline.deaths[kPrivate]) + a_year(counts.baseline.deaths[kPublic]);
    values[layout_.after_release()] = a_year(counts.baseline.deaths_after_release);
    return values;
}

Paired<SiteLane> LivedWorlds::lane_of(const LaneCounts& counts, std::size_t arm) const {
    const LifeCounts& change = counts.changes[arm];
    const double years = experiment_.scenario().run.years;
    Paired<SiteLane> lane{{yearly(change.lived, years), {}}, {yearly(change.direct, years), {}}};
    for (const std::vector<std::size_t>& members : groups_.members) {
        GroupCounts sum;
        for (const std::size_t group : members) {
            sum.lived += counts.groups[arm][group].lived;
            sum.direct += counts.groups[arm][group].direct;
        }
        lane.lived.groups.push_back(a_year(sum.lived));
        lane.direct.groups.push_back(a_year(sum.direct));
    }
    return lane;
}

double LivedWorlds::a_year(EventUnits units) const {
    return events_of(units) / experiment_.scenario().run.years;
}

} // namespace careshed
