#include "models/lives_study.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/core/interrupt.hpp"
#include "engine/simulate/control_variate.hpp"
#include "engine/simulate/replicates.hpp"

namespace careshed {

namespace {

/// Figures whose chance follows the closed form's alike.
enum Kind : std::uint8_t { kDeaths, kOverdosesOnSite, kRuns, kKinds };
Kind kind_of(std::size_t figure) {
    return figure == kOnSite ? kOverdosesOnSite : figure == kRunsAverted ? kRuns : kDeaths;
}
using Slopes = std::array<double, kKinds>;

struct LivedAndDirect {
    double lived = 0, direct = 0;
};

/// Worlds of one draw so far.
struct DrawWorlds {
    std::uint32_t count = 0;
    WorldValues sum;
    std::vector<std::vector<LivedAndDirect>> averted; ///< by world, then site; headline decay
    std::vector<double> baseline;                     ///< by world
    std::array<PooledSlope, kKinds> slopes;
    std::vector<HorizonOfUse> use; ///< by decay, then site
    EconomicsParameters money;
    EmsParameters ems;
    double on_site_calls = 0;
    double deaths_after_release = 0;
};

double all_averted(const WorldValues& values, std::size_t figures) {
    return values[figures + kAvertedPrivate] + values[figures + kAvertedPublic];
}

/// Some worlds of one draw, lived in one round, into what is kept of it.
void add_worlds(const WorldLayout& layout, std::size_t headline,
                const std::vector<WorldValues>& worlds, DrawWorlds& draw) {
    draw.count += static_cast<std::uint32_t>(worlds.size());
    draw.sum.resize(layout.size());
    for (const WorldValues& values : worlds) {
        for (std::size_t k = 0; k < values.size(); ++k)
            draw.sum[k] += values[k];
        auto& averted = draw.averted.emplace_back();
        for (std::size_t site = 0; site < layout.sites; ++site)
            averted.push_back({all_averted(values, layout.lived(headline, site)),
                               all_averted(values, layout.direct(headline, site))});
        draw.baseline.push_back(values[layout.baseline()]);
    }
    std::vector<double> lived(worlds.size()), direct(worlds.size());
    for (std::size_t d = 0; d < kDecaySets; ++d)
        for (std::size_t site = 0; site < layout.sites; ++site)
            for (std::size_t kind = 0; kind < kKinds; ++kind) {
                const std::size_t first = layout.lived(d, site), other = layout.direct(d, site);
                for (std::size_t w = 0; w < worlds.size(); ++w) {
                    const WorldValues& values = worlds[w];
                    const std::size_t k = kind == kRuns ? kRunsAverted : kOnSite;
                    lived[w] = kind == kDeaths ? all_averted(values, first) : values[first + k];
                    direct[w] = kind == kDeaths ? all_averted(values, other) : values[other + k];
                }
                draw.slopes[kind].add(lived, direct);
            }
}

/// What the closed form says of a site in a draw (-1: the central one), under the booths' own load.
class ClosedForm {
  public:
    ClosedForm(const ExpectedStudy& expected, std::size_t groups)
        : expected_(expected), groups_(groups) {
        const OutcomeTable& table = expected.by_decay[0];
        for (const char* id : {"deaths_averted_private", "deaths_averted_public",
                               "overdoses_on_site", "ems_runs_averted"})
            columns_.push_back(table.outcome(id));
        uses_ = table.outcome("uses_a_day");
    }
    /// Figures a year as in WorldLayout. `use` as under the load: figures follow uses served.
    [[nodiscard]] std::vector<double> figures(int draw, std::size_t decay, std::size_t site,
                                              const HorizonOfUse& use) const {
        const OutcomeTable& table = expected_.by_decay[decay];
        const double uses = value(table, site, uses_, draw);
        const double served = uses > 0 ? use.uses_a_day / uses : 0;
        std::vector<double> figures;
        for (const std::size_t column : columns_)
            figures.push_back(served * value(table, site, column, draw));
        for (std::size_t column = 0; column < groups_; ++column)
            figures.push_back(served * value(expected_.groups_by_decay[decay], site, column, draw));
        return figures;
    }
    [[nodiscard]] double averted(int draw, std::size_t decay, std::size_t site,
                                 const HorizonOfUse& use) const {
        const std::vector<double> all = figures(draw, decay, site, use);
        return all[kAvertedPrivate] + all[kAvertedPublic];
    }

  private:
    static double value(const OutcomeTable& table, std::size_t site, std::size_t column, int draw) {
        return draw < 0 ? table.central(site, column)
                        : table.draws_of(site, column)[static_cast<std::size_t>(draw)];
    }
    const ExpectedStudy& expected_;
    std::size_t groups_;
    std::vector<std::size_t> columns_;
    std::size_t uses_ = 0;
};

struct MeanAndVariance {
    double mean = 0, variance = 0;
};
MeanAndVariance mean_and_variance(const std::vector<double>& values) {
    const auto n = static_cast<double>(values.size());
    MeanAndVariance result;
    for (const double value : values)
        result.mean += value / n;
    for (const double value : values)
        result.variance += (value - result.mean) * (value - result.mean) / std::max(n - 1, 1.0);
    return result;
}
MeanAndError mean_and_error(const std::vector<double>& values) {
    const MeanAndVariance all = mean_and_variance(values);
    return {all.mean, std::sqrt(all.variance / static_cast<double>(values.size()))};
}

/// From all draws, the central one among them.
Slopes slopes_of(const std::vector<DrawWorlds>& draws, const DrawWorlds& central) {
    Slopes slopes{};
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
        PooledSlope pooled = central.slopes[kind];
        for (const DrawWorlds& draw : draws)
            pooled += draw.slopes[kind];
        slopes[kind] = pooled.value();
    }
    return slopes;
}

/// How much of what differs between draws is chance inside them.
struct Chance {
    std::vector<ReplicatedDraw> draws;
    double all_variance = 0; ///< of the draws' means, chance included
    [[nodiscard]] double share() const {
        return all_variance > 0 ? mean_error_variance(draws) / all_variance : 0;
    }
};

/// Deaths averted by each site in each world of each draw, with the closed form's chance taken out.
class ControlledDeaths {
  public:
    ControlledDeaths(const std::vector<DrawWorlds>& draws, const Slopes& slopes,
                     const ClosedForm& closed_form, std::size_t headline)
        : draws_(draws), slopes_(slopes), sites_(draws.front().averted.front().size()) {
        for (std::size_t d = 0; d < draws.size(); ++d)
            for (std::size_t site = 0; site < sites_; ++site)
                exact_.push_back(closed_form.averted(static_cast<int>(d), headline, site,
                                                     draws[d].use[headline * sites_ + site]));
    }
    [[nodiscard]] double exact(std::size_t draw, std::size_t site) const {
        return exact_[draw * sites_ + site];
    }
    [[nodiscard]] double averted(std::size_t draw, std::size_t world, std::size_t site) const {
        const LivedAndDirect& seen = draws_[draw].averted[world][site];
        return controlled(seen.lived, seen.direct, exact(draw, site), slopes_[kDeaths]);
    }

    /// The two sites with the most deaths averted, mean over draws; one twice if alone.
    [[nodiscard]] std::array<std::size_t, 2> top_two() const {
        std::vector<double> totals(sites_, 0.0);
        for (std::size_t d = 0; d < draws_.size(); ++d)
            for (std::size_t world = 0; world < draws_[d].count; ++world)
                for (std::size_t site = 0; site < sites_; ++site)
                    totals[site] += averted(d, world, site) / draws_[d].count;
        std::array<std::size_t, 2> top{0, 0};
        for (std::size_t site = 1; site < sites_; ++site)
            top[0] = totals[site] > totals[top[0]] ? site : top[0];
        for (std::size_t site = 0; site < sites_; ++site)
            if (site != top[0] && (top[1] == top[0] || totals[site] > totals[top[1]]))
                top[1] = site;
        return top;
    }

    /// Chance in the difference between the two best sites (or in the only site's benefit).
    [[nodiscard]] Chance chance() const {
        const auto [best, second] = top_two();
        Chance chance;
        std::vector<double> means;
        for (std::size_t d = 0; d < draws_.size(); ++d) {
            std::vector<double> differences;
            for (std::size_t world = 0; world < draws_[d].count; ++world)
                differences.push_back(averted(d, world, best) -
                                      (best == second ? 0 : averted(d, world, second)));
            const MeanAndVariance of_draw = mean_and_variance(differences);
            means.push_back(of_draw.mean);
            chance.draws.push_back({draws_[d].count, of_draw.variance});
        }
        chance.all_variance = mean_and_variance(means).variance;
        return chance;
    }

    /// Direct deaths averted by all sites beside their formula, over draws.
    [[nodiscard]] MeanAndError control() const {
        std::vector<double> ratios;
        for (std::size_t d = 0; d < draws_.size(); ++d) {
            double seen = 0, formula = 0;
            for (std::size_t site = 0; site < sites_; ++site) {
                formula += exact(d, site);
                for (const auto& world : draws_[d].averted)
                    seen += world[site].direct / draws_[d].count;
            }
            if (formula > 0)
                ratios.push_back(seen / formula);
        }
        return ratios.empty() ? MeanAndError{1, 0} : mean_and_error(ratios);
    }

  private:
    const std::vector<DrawWorlds>& draws_;
    Slopes slopes_;
    std::size_t sites_;
    std::vector<double> exact_; ///< by draw, then site
};

/// Means of one draw's worlds into the tables. draw < 0 is the central draw.
void store(const WorldLayout& layout, const ClosedForm& closed_form, const Slopes& slopes,
           const DrawWorlds& worlds, int draw, LivesStudy& study) {
    const auto put = [&](OutcomeTable& table, std::size_t site, std::size_t column, double value) {
        (draw < 0 ? table.central(site, column)
                  : table.draws_of(site, column)[static_cast<std::size_t>(draw)]) = value;
    };
    for (std::size_t d = 0; d < kDecaySets; ++d)
        for (std::size_t site = 0; site < layout.sites; ++site) {
            SiteEffect effect;
            effect.use = worlds.use[d * layout.sites + site];
            std::vector<double> figures = closed_form.figures(draw, d, site, effect.use);
            for (std::size_t k = 0; k < figures.size(); ++k)
                figures[k] = controlled(worlds.sum[layout.lived(d, site) + k] / worlds.count,
                                        worlds.sum[layout.direct(d, site) + k] / worlds.count,
                                        figures[k], slopes[kind_of(k)]);
            effect.deaths_averted = {figures[kAvertedPrivate], figures[kAvertedPublic]};
            effect.overdoses_on_site = figures[kOnSite];
            effect.runs_averted = figures[kRunsAverted];
            effect.runs_on_site = 365 * effect.use.uses_a_day * worlds.on_site_calls;
            const std::vector<double> outcomes = outcome_values(effect, worlds.money, worlds.ems);
            for (std::size_t k = 0; k < outcomes.size(); ++k)
                put(study.by_decay[d], site, k, outcomes[k]);
            for (std::size_t k = 0; k < layout.groups; ++k)
                put(study.groups_by_decay[d], site, k, figures[kGroups + k]);
        }
}

/// Lives the worlds of a draw that are wanted and missing, and adds them to what is known of it.
template <class Advance>
void live_draw(const LivedWorlds& lived, std::size_t headline, int draw, std::uint32_t wanted,
               DrawWorlds& out, Advance&& advance) {
    if (out.count >= wanted)
        return;
    DrawOfLives lives = lived.set_up(draw);
    std::vector<WorldValues> worlds;
    for (std::uint32_t number = out.count; number < wanted; ++number) {
        stop_if_interrupted();
        worlds.push_back(lived.values(lives, draw, number));
        advance();
    }
    add_worlds(lived.layout(), headline, worlds, out);
    out.use = std::move(lives.use);
    out.money = lives.setup.parameters.economics;
    out.ems = lives.setup.parameters.ems;
    out.on_site_calls = lives.setup.terms.on_site_calls;
    out.deaths_after_release = lives.living.deaths_after_release;
}

std::size_t missing(const std::vector<std::uint32_t>& have,
                    const std::vector<std::uint32_t>& wanted) {
    return std::accumulate(wanted.begin(), wanted.end(), std::size_t{0}) -
           std::accumulate(have.begin(), have.end(), std::size_t{0});
}

/// Of the chance that is allowed, what a round aims at: variances are rough.
constexpr double kAim = 0.8;

} // namespace

LivesStudy live_study(const StudyPlan& plan, const NearbySites& nearby,
                      const ExpectedStudy& expected, const LivesSpec& spec, RunJournal* journal) {
    const LivedWorlds lived(plan, nearby, expected, spec, journal);
    const WorldLayout& layout = lived.layout();
    const ClosedForm closed_form(expected, layout.groups);
    const auto headline = static_cast<std::size_t>(decay_named(plan.scenario->model.decay));
    std::vector<DrawWorlds> draws(expected.draws.size());
    DrawWorlds central;
    LivesStudy study;
    study.by_decay = expected.by_decay;
    study.groups_by_decay = expected.groups_by_decay;
    const double tolerated = kChanceOfIndifference * plan.scenario->run.indifference;
    const double equally_good = tolerated * tolerated; // variance
    Slopes slopes{};
    std::vector<std::uint32_t> wanted(draws.size(), kFewestWorlds), have(draws.size(), 0);
    for (; wanted != have;) {
        ProgressStep progress(plan.progress, "lives", missing(have, wanted));
        const auto advance = [&] { progress.advance(); };
        for_each_index(draws.size() + 1, plan.threads, [&](std::size_t d) {
            if (d == draws.size())
                live_draw(lived, headline, -1, kCentralWorlds, central, [] {});
            else
                live_draw(lived, headline, static_cast<int>(d), wanted[d], draws[d], advance);
        });
        have = wanted;
        slopes = slopes_of(draws, central);
        const ControlledDeaths deaths(draws, slopes, closed_form, headline);
        const Chance chance = deaths.chance();
        study.control = deaths.control();
        study.chance_share = chance.share();
        study.chance_deviation = std::sqrt(mean_error_variance(chance.draws));
        const double allowed = std::max(kChanceShare * chance.all_variance, equally_good);
        study.is_chance_small = mean_error_variance(chance.draws) <= allowed;
        if (!study.is_chance_small)
            wanted = replicates_wanted(chance.draws, kAim * allowed, kMostWorlds);
    }
    study.slope = slopes[kDeaths];
    std::vector<double> baseline, after_release;
    for (std::size_t d = 0; d < draws.size(); ++d) {
        store(layout, closed_form, slopes, draws[d], static_cast<int>(d), study);
        baseline.insert(baseline.end(), draws[d].baseline.begin(), draws[d].baseline.end());
        after_release.push_back(draws[d].deaths_after_release);
    }
    study.worlds = static_cast<double>(missing({}, have)) / static_cast<double>(draws.size());
    study.baseline = mean_and_error(baseline);
    study.deaths_after_release = mean_and_variance(after_release).mean;
    store(layout, closed_form, slopes, central, -1, study);
    return study;
}

} // namespace careshed
