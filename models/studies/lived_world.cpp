#include "models/studies/lived_world.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "engine/core/error.hpp"

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

} // namespace

World world_of(std::uint64_t seed, DrawId draw, std::uint32_t number) {
    return {seed, draw.place() * kMostWorlds + number};
}

RowsLived rows_of(World world) {
    constexpr std::uint32_t kRowStride = 4;
    return {(world.number / kMostWorlds + world.number) % kRowStride, kRowStride};
}

BoothLoad load_of_draw(const SiteDemand& demand, const LivesSpec& spec, const Candidate& site,
                       World first) {
    if (!spec.queues)
        return steady_load(demand);
    return played_load(demand, {first.seed, Purpose::booth_queue, site.stable, first.number});
}

SiteLane WorldLayout::lane(std::span<const double> values, std::size_t first) const {
    const std::span<const double> by_group = values.subspan(first + kSiteFigures, groups);
    return {read_figures(values.subspan(first)), {by_group.begin(), by_group.end()}};
}

void WorldLayout::put_lane(const SiteLane& lane, std::size_t first,
                           std::span<double> values) const {
    write_figures(lane.site, values.subspan(first));
    std::ranges::copy(lane.groups, values.subspan(first + kSiteFigures).begin());
}

LivedWorlds::LivedWorlds(const StudyPlan& plan, const NearbySites& nearby,
                         const ExpectedStudy& expected, const LivesSpec& spec, RunJournal* journal,
                         std::vector<std::size_t> sites)
    : plan_(plan), nearby_(nearby), expected_(expected), spec_(spec), journal_(journal),
      sites_(std::move(sites)), groups_(group_columns(*plan.population->city)),
      layout_{sites_.size(), groups_.outcomes.size()} {}

DrawOfLives LivedWorlds::set_up(DrawId draw) const {
    DrawOfLives lives;
    lives.setup = careshed::set_up(plan_, draw);
    lives.living = living_draw(plan_, lives.setup, spec_.history);
    const World first = world_of(plan_.scenario->run.seed, draw, 0);
    const SiteTerms& terms = lives.setup.terms;
    for (const DecaySet decay : {DecaySet::stated, DecaySet::revealed}) {
        const auto d = static_cast<std::size_t>(decay);
        lives.pulls[d] = pull_of(plan_, lives.setup, decay);
        for (const std::size_t site : sites_) {
            const SiteDemand demand{terms.booths, terms.profile, terms.hours,
                                    expected_.wanted[d].value(site, 0, draw)};
            lives.loads.push_back(
                load_of_draw(demand, spec_, plan_.population->city->candidates[site], first));
            lives.use.push_back(
                horizon_of_load(demand, lives.loads.back(), terms.adoption_period, terms.months));
        }
    }
    return lives;
}

WorldValues LivedWorlds::values(const DrawOfLives& lives, DrawId draw, std::uint32_t number) const {
    const World world = world_of(plan_.scenario->run.seed, draw, number);
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
            arms.push_back({{site, &lives.loads[arms.size()], &lives.pulls[d]}});
    const LivesPlan plan{plan_.population, &nearby_,
                         &lives.living,    world,
                         rows_of(world),   sites_.size() == plan_.reach->size()};
    const LaneCounts counts = count_lanes(plan, {}, arms);
    WorldValues values(layout_.size());
    for (std::size_t d = 0; d < kDecaySets; ++d)
        for (std::size_t site = 0; site < layout_.sites; ++site)
            put_site(d, site, counts, values);
    values[layout_.baseline()] =
        a_year(counts.baseline.deaths[kPrivate]) + a_year(counts.baseline.deaths[kPublic]);
    values[layout_.after_release()] = a_year(counts.baseline.deaths_after_release);
    return values;
}

void LivedWorlds::put_site(std::size_t decay, std::size_t site, const LaneCounts& counts,
                           WorldValues& values) const {
    const std::size_t arm = decay * layout_.sites + site;
    SiteLane lived{yearly(counts.changes[arm].lived, plan_.scenario->run.years), {}};
    SiteLane direct{yearly(counts.changes[arm].direct, plan_.scenario->run.years), {}};
    for (const std::vector<std::size_t>& members : groups_.members) {
        GroupCounts sum;
        for (const std::size_t group : members) {
            sum.lived += counts.groups[arm][group].lived;
            sum.direct += counts.groups[arm][group].direct;
        }
        lived.groups.push_back(a_year(sum.lived));
        direct.groups.push_back(a_year(sum.direct));
    }
    layout_.put_lane(lived, layout_.lived(decay, site), values);
    layout_.put_lane(direct, layout_.direct(decay, site), values);
}

double LivedWorlds::a_year(EventUnits units) const {
    return events_of(units) / plan_.scenario->run.years;
}

} // namespace careshed
