#include "engine/access/access_measures.hpp"

#include <algorithm>

namespace careshed {

namespace {

/// Sums in the order in which rows are added.
class WalkTally {
  public:
    explicit WalkTally(const AccessQuestion& question) : question_(&question) {
        measures_.people_within.resize(question.limits.size());
    }

    void add(std::uint32_t walk_ds, double people) {
        if (people == 0) // nobody's walk
            return;
        if (walk_ds == kUnreached) {
            unreached_ += people;
            return;
        }
        measures_.people += people;
        for (std::size_t i = 0; i < question_->limits.size(); ++i)
            if (walk_ds <= question_->limits[i].value())
                measures_.people_within[i] += people;
        measures_.uptake += people * decay_at(question_->decay_by_ds, walk_ds);
        walked_ds_ += people * walk_ds;
        measures_.worst_ds = std::max(measures_.worst_ds.value_or(0), walk_ds);
    }

    [[nodiscard]] AccessMeasures measures() const {
        AccessMeasures all{measures_, unreached_};
        if (measures_.worst_ds)
            all.reached.mean_ds = walked_ds_ / measures_.people;
        return all;
    }

  private:
    const AccessQuestion* question_;
    WalkMeasures measures_;
    double walked_ds_ = 0; ///< people x deciseconds
    double unreached_ = 0;
};

} // namespace

WalkMeasures measure_site(std::span<const AccessRow> rows, std::span<const double> people,
                          const AccessQuestion& question) {
    require_persons(rows, people.size());
    WalkTally tally(question);
    for (const AccessRow& row : rows)
        tally.add(row.walk_ds, people[row.who]);
    return tally.measures().reached;
}

AccessMeasures measure_walks(const WeightedWalks& walks, const AccessQuestion& question) {
    require_walks(walks);
    WalkTally tally(question);
    for (std::size_t i = 0; i < walks.people.size(); ++i)
        tally.add(walks.walk_ds[i], walks.people[i]);
    return tally.measures();
}

std::vector<AccessMeasures> measure_groups(const WeightedWalks& walks, const GroupLabels& groups,
                                           const AccessQuestion& question) {
    require_walks(walks);
    require_labels(groups, walks.people.size());
    std::vector<WalkTally> tallies(groups.count, WalkTally(question));
    for (std::size_t i = 0; i < walks.people.size(); ++i)
        tallies[groups.of_row[i]].add(walks.walk_ds[i], walks.people[i]);
    std::vector<AccessMeasures> by_group;
    by_group.reserve(groups.count);
    for (const WalkTally& tally : tallies)
        by_group.push_back(tally.measures());
    return by_group;
}

} // namespace careshed
