#include "engine/report/site_directory.hpp"

#include <map>

#include "engine/core/error.hpp"
#include "engine/core/text.hpp"

namespace careshed {

std::string candidate_name(const Candidate& candidate) {
    std::string name = candidate.name;
    if (name.empty())
        name = candidate.address;
    if (name.empty())
        name = "Site " + candidate.id;
    if (!candidate.merged.empty())
        name += " (also " + join(candidate.merged, ", ") + ")";
    return name;
}

SiteDirectory site_directory(const RankStudy& study) {
    std::map<std::string, std::size_t> row_of;
    for (std::size_t row = 0; row < study.city->candidates.size(); ++row)
        row_of.emplace(study.city->candidates[row].id, row);
    SiteDirectory directory;
    for (const std::string& site : study.outcomes.sites()) {
        const auto found = row_of.find(site);
        if (found == row_of.end())
            throw Error(ErrorKind::internal, "", "site \"" + site + "\" is no candidate");
        directory.candidate.push_back(found->second);
        directory.names.push_back(candidate_name(study.city->candidates[found->second]));
    }
    return directory;
}

std::optional<int> place_in(const AlternativeRanks& alternative, const std::string& site_id) {
    const std::vector<RankedSite>& sites = alternative.ranking.sites;
    for (std::size_t place = 0; place < sites.size(); ++place)
        if (alternative.outcomes.sites()[sites[place].site] == site_id)
            return static_cast<int>(place + 1);
    return std::nullopt;
}

std::optional<std::size_t> find_outcome(const OutcomeTable& table, const std::string& id) {
    for (std::size_t row = 0; row < table.outcomes().size(); ++row)
        if (table.outcomes()[row].id == id)
            return row;
    return std::nullopt;
}

} // namespace careshed
