#include "models/studies/paired_experiment.hpp"

#include "models/mechanisms/purposes.hpp"

namespace careshed {

Replication replication_of(std::uint64_t seed, DrawId draw, std::uint32_t number) {
    return {seed, draw.place() * kMostReplications + number};
}

SimulatedRows rows_of(Replication replication) {
    constexpr std::uint32_t kRowStride = 4;
    return {(replication.number / kMostReplications + replication.number) % kRowStride, kRowStride};
}

PairedDraw::PairedDraw(const Experiment& experiment, DrawId id)
    : experiment_(&experiment), id_(id), setup_(set_up(*experiment.study, id)),
      history_setup_(set_up_histories(*experiment.study, setup_, experiment.spec.history)) {}

Replication PairedDraw::replication(std::uint32_t number) const {
    return replication_of(experiment_->scenario().run.seed, id_, number);
}

HistoriesPlan PairedDraw::histories_in(Replication replication) const {
    return {experiment_->study->population, experiment_->nearby, &history_setup_, replication,
            rows_of(replication)};
}

OpenedSite PairedDraw::open(std::size_t candidate, const SiteTerms& terms,
                            double uses_wanted_a_day) const {
    OpenedSite site;
    site.candidate = candidate;
    site.demand = {terms.booths, terms.profile, terms.hours, uses_wanted_a_day};
    const Replication first = replication(0);
    const std::uint64_t stream = experiment_->city().candidates[candidate].stable;
    site.acceptance = experiment_->spec.queues
                          ? simulated_acceptance(site.demand, {first.seed, purpose::booth_queue,
                                                               stream, first.number})
                          : steady_acceptance(site.demand);
    site.adoption_period = terms.adoption_period;
    site.use = site.use_over(terms.months);
    return site;
}

} // namespace careshed
