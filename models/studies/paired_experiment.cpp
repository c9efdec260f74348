#include "models/studies/paired_experiment.hpp"

namespace careshed {

World world_of(std::uint64_t seed, DrawId draw, std::uint32_t number) {
    return {seed, draw.place() * kMostWorlds + number};
}

RowsLived rows_of(World world) {
    constexpr std::uint32_t kRowStride = 4;
    return {(world.number / kMostWorlds + world.number) % kRowStride, kRowStride};
}

PairedDraw::PairedDraw(const Experiment& experiment, DrawId id)
    : experiment_(&experiment), id_(id), setup_(set_up(*experiment.study, id)),
      living_(living_draw(*experiment.study, setup_, experiment.spec.history)) {}

World PairedDraw::world(std::uint32_t number) const {
    return world_of(experiment_->scenario().run.seed, id_, number);
}

LivesPlan PairedDraw::lives_in(World world) const {
    return {experiment_->study->population, experiment_->nearby, &living_, world, rows_of(world)};
}

OpenedSite PairedDraw::open(std::size_t candidate, const SiteTerms& terms,
                            double uses_wanted_a_day) const {
    OpenedSite site;
    site.candidate = candidate;
    site.demand = {terms.booths, terms.profile, terms.hours, uses_wanted_a_day};
    const World first = world(0);
    const std::uint64_t stream = experiment_->city().candidates[candidate].stable;
    site.load =
        experiment_->spec.queues
            ? played_load(site.demand, {first.seed, purpose::booth_queue, stream, first.number})
            : steady_load(site.demand);
    site.adoption_period = terms.adoption_period;
    site.use = site.use_over(terms.months);
    return site;
}

} // namespace careshed
