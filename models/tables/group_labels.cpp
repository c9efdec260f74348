#include "models/tables/group_labels.hpp"

#include <map>

namespace careshed {

GroupNames group_names(const City& city, std::optional<std::size_t> column) {
    if (!column)
        return {{"all"}, std::vector<std::size_t>(city.groups.size(), 0)};
    std::map<std::string, std::size_t> order;
    for (const Group& group : city.groups)
        order.emplace(group.labels[*column], 0);
    GroupNames labels;
    for (auto& [name, position] : order) {
        position = labels.names.size();
        labels.names.push_back(name);
    }
    for (const Group& group : city.groups)
        labels.of_group.push_back(order.at(group.labels[*column]));
    return labels;
}

} // namespace careshed
