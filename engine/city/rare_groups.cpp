#include "engine/city/rare_groups.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace careshed {

namespace {

std::map<std::string, double> deaths_by_label(const IncidentTable& table, std::size_t column) {
    std::map<std::string, double> deaths;
    for (const Group& group : table.groups)
        deaths[group.labels[column]] += 0;
    for (const Incident& incident : table.incidents)
        if (incident.fatal && !incident.held_out)
            deaths[table.groups[incident.group].labels[column]] += incident.count;
    return deaths;
}

/// The rare labels, and the next smallest ones until together they are no longer rare.
std::set<std::string> labels_to_merge(const std::map<std::string, double>& deaths) {
    std::vector<std::pair<double, std::string>> smallest_first;
    for (const auto& [label, count] : deaths)
        smallest_first.emplace_back(count, label);
    std::sort(smallest_first.begin(), smallest_first.end());
    std::set<std::string> merged;
    double together = 0;
    for (const auto& [count, label] : smallest_first) {
        if (count >= kFewestOfLabel && (merged.empty() || together >= kFewestOfLabel))
            break;
        merged.insert(label);
        together += count;
    }
    return merged;
}

} // namespace

std::vector<std::vector<std::string>> merge_rare_labels(IncidentTable& table, std::size_t columns) {
    std::vector<std::vector<std::string>> all_merged;
    for (std::size_t column = 0; column < columns; ++column) {
        const std::set<std::string> merged = labels_to_merge(deaths_by_label(table, column));
        for (Group& group : table.groups)
            if (merged.contains(group.labels[column]))
                group.labels[column] = kMergedLabel;
        all_merged.emplace_back(merged.begin(), merged.end());
    }

    std::map<std::vector<std::string>, std::uint16_t> row_of;
    for (const Group& group : table.groups)
        row_of.emplace(group.labels, 0);
    std::uint16_t next = 0;
    for (auto& [labels, row] : row_of)
        row = next++;
    for (Incident& incident : table.incidents)
        incident.group = row_of.at(table.groups[incident.group].labels);
    table.groups.clear();
    for (const auto& [labels, row] : row_of)
        table.groups.push_back({labels});
    return all_merged;
}

} // namespace careshed
