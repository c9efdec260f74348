#include "models/studies/site_replications.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "engine/core/error.hpp"
#include "models/mechanisms/purposes.hpp"

namespace careshed {

namespace {

std::string packed(const ReplicationValues& values) {
    return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(double)};
}

ReplicationValues unpacked(std::string_view bytes, std::size_t size) {
    ReplicationValues values(size);
    if (bytes.size() != size * sizeof(double))
        throw Error(ErrorKind::internal, "", "a journal's record has another study's length");
    std::memcpy(values.data(), bytes.data(), bytes.size());
    return values;
}

void write_estimate(const SiteEstimate& estimate, std::span<double> values) {
    write_figures(estimate.site, values);
    std::ranges::copy(estimate.groups, values.subspan(kSiteFigures).begin());
}

SiteEstimate read_estimate(std::span<const double> values) {
    const std::span<const double> groups = values.subspan(kSiteFigures);
    return {read_figures(values), {groups.begin(), groups.end()}};
}

} // namespace

PairedFigures ReplicationLayout::figures(std::span<const double> values, std::size_t decay,
                                         std::size_t site) const {
    return {read_figures(values.subspan(simulated(decay, site))),
            read_figures(values.subspan(direct(decay, site)))};
}

Paired<SiteEstimate> ReplicationLayout::estimate(std::span<const double> values, std::size_t decay,
                                                 std::size_t site) const {
    return {read_estimate(values.subspan(simulated(decay, site), width())),
            read_estimate(values.subspan(direct(decay, site), width()))};
}

SiteReplications::SiteReplications(const Experiment& experiment, const ExpectedStudy& expected,
                                   RunJournal* journal, std::vector<std::size_t> sites)
    : experiment_(experiment), expected_(expected), journal_(journal), sites_(std::move(sites)),
      groups_(group_columns(experiment.city())), layout_{sites_.size(), groups_.outcomes.size()} {}

OpenedDraw SiteReplications::set_up(DrawId draw) const {
    OpenedDraw opened{PairedDraw(experiment_, draw), {}, {}};
    const DrawSetup& setup = opened.draw.setup();
    for (const DecaySet decay : {DecaySet::stated, DecaySet::revealed}) {
        const auto d = static_cast<std::size_t>(decay);
        opened.attractions[d] = attraction_curve(*experiment_.study, setup, decay);
        for (const std::size_t site : sites_)
            opened.sites.push_back(
                opened.draw.open(site, setup.terms, expected_.wanted[d].value(site, 0, draw)));
    }
    return opened;
}

ReplicationValues SiteReplications::values(const OpenedDraw& opened, std::uint32_t number) const {
    const Replication replication = opened.draw.replication(number);
    if (journal_ != nullptr)
        if (const auto kept = journal_->find(replication.number); kept)
            return unpacked(*kept, layout_.size());
    ReplicationValues values = simulate(opened, replication);
    if (journal_ != nullptr)
        journal_->record(replication.number, packed(values));
    return values;
}

ReplicationValues SiteReplications::simulate(const OpenedDraw& opened,
                                             Replication replication) const {
    std::vector<Arm> arms;
    for (std::size_t d = 0; d < kDecaySets; ++d)
        for (const std::size_t site : sites_)
            arms.push_back({{site, &opened.sites[arms.size()].acceptance, &opened.attractions[d]}});
    HistoriesPlan plan = opened.draw.histories_in(replication);
    plan.with_baseline = sites_.size() == experiment_.study->reach->size();
    const PairedCounts counts = count_paired(plan, {}, arms);
    ReplicationValues values(layout_.size());
    for (std::size_t d = 0; d < kDecaySets; ++d)
        for (std::size_t site = 0; site < layout_.sites; ++site) {
            const Paired<SiteEstimate> estimate = estimate_of(counts, d * layout_.sites + site);
            write_estimate(estimate.simulated,
                           std::span(values).subspan(layout_.simulated(d, site)));
            write_estimate(estimate.direct, std::span(values).subspan(layout_.direct(d, site)));
        }
    values[layout_.baseline()] =
        a_year(counts.baseline.deaths[kPrivate]) + a_year(counts.baseline.deaths[kPublic]);
    values[layout_.after_release()] = a_year(counts.baseline.deaths_after_release);
    return values;
}

Paired<SiteEstimate> SiteReplications::estimate_of(const PairedCounts& counts,
                                                   std::size_t arm) const {
    const HistoryCounts& change = counts.changes[arm];
    const double years = experiment_.scenario().run.years;
    Paired<SiteEstimate> estimate{{yearly(change.simulated, years), {}},
                                  {yearly(change.direct, years), {}}};
    for (const std::vector<std::size_t>& members : groups_.members) {
        GroupCounts sum;
        for (const std::size_t group : members) {
            sum.simulated += counts.groups[arm][group].simulated;
            sum.direct += counts.groups[arm][group].direct;
        }
        estimate.simulated.groups.push_back(a_year(sum.simulated));
        estimate.direct.groups.push_back(a_year(sum.direct));
    }
    return estimate;
}

double SiteReplications::a_year(EventUnits units) const {
    return events_of(units) / experiment_.scenario().run.years;
}

} // namespace careshed
