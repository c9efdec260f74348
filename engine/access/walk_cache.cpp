#include "engine/access/walk_cache.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include "engine/core/column_file.hpp"
#include "engine/core/hash.hpp"

namespace careshed {

namespace {

/// One candidate's part of the table.
struct ReachRow {
    std::uint32_t goal_edge = 0, goal_share = 0, goal_leg_ds = 0, nodes = 0;
};

/// The search's whole input as columns: the steps, and where each candidate joins them.
std::string input_of(const WalkQuestion& question) {
    const WalkNetwork& network = *question.network;
    ColumnWriter columns;
    columns.add(std::vector<std::uint32_t>{question.limit.value()});
    columns.add(network.towards.first);
    columns.add(network.towards.steps);
    columns.add(network.edge_times);
    std::vector<Step> ends;
    for (const Edge& edge : network.streets->edges)
        ends.push_back({edge.from, edge.to});
    columns.add(ends);
    std::vector<ReachRow> goals;
    for (const Candidate& candidate : question.candidates)
        goals.push_back({candidate.place.edge, candidate.place.share,
                         walk_open(candidate.off_street_cm, network.pace), 0});
    columns.add(goals);
    return columns.bytes(sha256_of_file("/proc/self/exe"));
}

bool is_answer(const Reach& reach, const Candidate& candidate, const WalkQuestion& question) {
    const std::size_t nodes = question.network->streets->nodes.size();
    std::uint64_t next = 0;
    for (const NodeTime& known : reach.nodes) {
        if (known.node < next || known.node >= nodes || known.time_ds > question.limit.value())
            return false;
        next = std::uint64_t{known.node} + 1;
    }
    return reach.goal == candidate.place &&
           reach.goal_leg_ds == walk_open(candidate.off_street_cm, question.network->pace);
}

std::optional<WalkTimes> known_times(const WalkQuestion& question, CacheFolder& cache,
                                     const CacheKey& key) {
    const auto file = cache.find(key);
    if (!file)
        return std::nullopt;
    auto known = walk_times_from(file->bytes(), question, key.sha256);
    const std::string path = cache.path_of(key).string();
    cache.note(known ? "walking times taken from " + path
                     : path + " is damaged: walking times worked out anew");
    return known;
}

std::optional<CacheKey> key_of(const WalkQuestion& question) {
    try {
        return CacheKey{"walks", fingerprint_of(question)};
    } catch (const std::exception&) {
        return std::nullopt; // the system does not show us our own program
    }
}

} // namespace

std::string fingerprint_of(const WalkQuestion& question) { return sha256(input_of(question)); }

std::string columns_of(const WalkTimes& times, std::string_view key) {
    std::vector<ReachRow> rows;
    std::vector<NodeTime> nodes;
    for (const Reach& reach : times.to_candidate) {
        rows.push_back({reach.goal.edge, reach.goal.share, reach.goal_leg_ds,
                        static_cast<std::uint32_t>(reach.nodes.size())});
        nodes.insert(nodes.end(), reach.nodes.begin(), reach.nodes.end());
    }
    ColumnWriter columns;
    columns.add(rows);
    columns.add(nodes);
    return columns.bytes(key);
}

std::optional<WalkTimes> walk_times_from(std::string_view bytes, const WalkQuestion& question,
                                         std::string_view key) {
    auto columns = ColumnReader::open(bytes, key);
    std::vector<ReachRow> rows;
    std::vector<NodeTime> nodes;
    if (!columns || !columns->take(rows) || !columns->take(nodes) || !columns->is_at_end() ||
        rows.size() != question.candidates.size())
        return std::nullopt;
    WalkTimes times{question.network, question.limit, {}};
    std::span<const NodeTime> rest = nodes;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const ReachRow& row = rows[i];
        if (row.nodes > rest.size() || row.goal_share > 65535)
            return std::nullopt;
        const auto own = rest.first(row.nodes);
        times.to_candidate.push_back({{row.goal_edge, static_cast<std::uint16_t>(row.goal_share)},
                                      row.goal_leg_ds,
                                      {own.begin(), own.end()}});
        if (!is_answer(times.to_candidate.back(), question.candidates[i], question))
            return std::nullopt;
        rest = rest.subspan(row.nodes);
    }
    return rest.empty() ? std::optional(std::move(times)) : std::nullopt;
}

WalkTimes walk_times(const WalkQuestion& question, Threads threads, CacheFolder* cache) {
    const auto key = cache ? key_of(question) : std::nullopt;
    if (key)
        if (auto known = known_times(question, *cache, *key))
            return std::move(*known);
    WalkTimes times =
        compute_walk_times(*question.network, question.candidates, question.limit, threads);
    if (key)
        cache->keep(*key, columns_of(times, key->sha256));
    return times;
}

} // namespace careshed
