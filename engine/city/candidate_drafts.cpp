#include "engine/city/candidate_drafts.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

#include <fmt/format.h>

#include "engine/city/stable_names.hpp"
#include "engine/city/streets/disjoint_sets.hpp"
#include "engine/core/error.hpp"
#include "engine/core/text.hpp"
#include "engine/core/visible_text.hpp"
#include "engine/inputs/findings.hpp"

namespace careshed {

namespace {

constexpr double kLookAroundCm = 500'000; // farthest reported distance of a dropped candidate
constexpr std::int64_t kMaxGridPoints = 4'000'000;

auto order_of(const CandidateDraft& d) {
    return std::tie(d.id, d.is_unnamed, d.name, d.address, d.point);
}

/// Where the optional columns stand in Feature::values; -1 for none.
struct CandidateColumns {
    std::vector<std::string> fields;
    int id = -1, name = -1, address = -1;
};

CandidateColumns choose_columns(const CandidatesSpec& spec) {
    CandidateColumns columns;
    const auto add = [&](const std::string& field, int& at) {
        if (field.empty())
            return;
        at = static_cast<int>(columns.fields.size());
        columns.fields.push_back(field);
    };
    add(spec.id, columns.id);
    add(spec.name, columns.name);
    add(spec.address, columns.address);
    return columns;
}

std::string value_at(const Feature& feature, int column) {
    return column < 0 ? "" : feature.values[static_cast<std::size_t>(column)];
}

CandidateDraft draft_of(const Feature& feature, const CandidateColumns& columns) {
    CandidateDraft draft;
    draft.id = visible_text(value_at(feature, columns.id));
    draft.name = visible_text(value_at(feature, columns.name));
    draft.address = visible_text(value_at(feature, columns.address));
    draft.is_unnamed = draft.name.empty();
    if (draft.is_unnamed)
        draft.name = !draft.address.empty() ? draft.address : !draft.id.empty() ? draft.id : "site";
    return draft;
}

/// Puts a draft onto the streets, or says why it cannot stand there.
std::optional<RemovedCandidate> put_on_ground(CandidateDraft& draft, const Feature& feature,
                                              const Ground& ground, const ShapeIndex& areas) {
    if (!is_near(ground.extent, feature))
        return RemovedCandidate{draft.name, "outside the city's areas", "", 0};
    draft.point = ground.grid.project(feature.parts.front().rings.front().front());
    draft.points = {draft.point};
    if (!areas.covering(draft.point))
        return RemovedCandidate{draft.name, "outside the city's areas", "", 0};
    const auto snap = ground.index->nearest(draft.point, kCandidateSnapCm);
    if (!snap) {
        const auto far = ground.index->nearest(draft.point, kLookAroundCm);
        return RemovedCandidate{draft.name, "off the street network", "",
                                far ? std::floor(far->distance_cm + 0.5) / 100 : 0};
    }
    draft.place = snap->place;
    draft.off_street_cm = snap->distance_cm;
    return std::nullopt;
}

void refuse_repeated_ids(const Layer& layer, const CandidateColumns& columns,
                         const CandidatesSpec& spec) {
    if (columns.id < 0)
        return;
    ComplaintList complaints;
    std::map<std::string, std::int64_t> seen;
    for (const Feature& feature : layer.features) {
        const std::string id = value_at(feature, columns.id);
        if (id.empty())
            complaints.add(layer.place(feature), fmt::format("column \"{}\" is empty", spec.id),
                           "fill it, or leave id out: ids are then made from the names");
        else if (const auto [at, is_new] = seen.emplace(id, feature.number); !is_new)
            complaints.add(
                layer.place(feature),
                fmt::format("id \"{}\" is that of feature {} too", quoted_value(id), at->second),
                "ids must be unique, or leave id out");
    }
    complaints.throw_if_any();
}

void unite_near(const std::vector<CandidateDraft>& drafts, DisjointSets& places) {
    std::vector<std::uint32_t> by_x(drafts.size());
    std::iota(by_x.begin(), by_x.end(), 0U);
    std::ranges::sort(by_x, {}, [&](auto i) { return std::pair(drafts[i].point, i); });
    for (std::size_t i = 0; i < by_x.size(); ++i)
        for (std::size_t k = i + 1; k < by_x.size(); ++k) {
            const Point a = drafts[by_x[i]].point, b = drafts[by_x[k]].point;
            if (double(b.x) - a.x > kSamePlaceCm)
                break;
            if (distance_cm(a, b) <= kSamePlaceCm)
                places.join(by_x[i], by_x[k]);
        }
}

void unite_addresses(const std::vector<CandidateDraft>& drafts, DisjointSets& places) {
    std::map<std::string, std::vector<std::uint32_t>> rows;
    for (std::uint32_t i = 0; i < drafts.size(); ++i)
        if (const std::string address = normal_address(drafts[i].address); !address.empty())
            rows[address].push_back(i);
    for (const auto& [address, same] : rows)
        for (std::size_t i = 0; i < same.size(); ++i)
            for (std::size_t k = i + 1; k < same.size(); ++k)
                if (distance_cm(drafts[same[i]].point, drafts[same[k]].point) <= kSameAddressCm)
                    places.join(same[i], same[k]);
}

} // namespace

DraftTable draft_from_layer(const CandidatesSpec& spec, const Ground& ground,
                            const ShapeIndex& areas, std::vector<Finding>& findings) {
    const CandidateColumns columns = choose_columns(spec);
    LayerWish wish;
    wish.fields = columns.fields;
    wish.drop_without_geometry = true;
    const Layer layer = read_layer(spec.layer.value_or(LayerSpec{}), wish);
    report_crs("candidates", layer, findings);
    expect_near(ground.extent, layer);
    refuse_repeated_ids(layer, columns, spec);

    DraftTable table;
    table.title = layer.title;
    for (const Feature& feature : layer.features) {
        CandidateDraft draft = draft_of(feature, columns);
        if (auto removed = put_on_ground(draft, feature, ground, areas))
            table.removed.push_back(std::move(*removed));
        else
            table.drafts.push_back(std::move(draft));
    }
    std::ranges::sort(table.drafts, {}, order_of);
    add_note(findings, "candidates",
             fmt::format("{}: {} read", layer.title, plain_count(layer.features.size())));
    if (layer.without_geometry > 0)
        add_warning(findings, "candidates",
                    fmt::format("{} dropped: no coordinates", layer.without_geometry));
    return table;
}

DraftTable draft_from_grid(const CandidatesSpec& spec, const Ground& ground,
                           const ShapeIndex& areas, std::vector<Finding>& findings) {
    const double spacing = spec.grid_spacing.value_or(Metres(0)).value();
    const auto step = static_cast<std::int64_t>(spacing * 100);
    Point low = ground.streets->nodes.front(), high = low;
    for (const Point p : ground.streets->nodes) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    if (step < 1000 ||
        ((std::int64_t{high.x} - low.x) / step + 1) * ((std::int64_t{high.y} - low.y) / step + 1) >
            kMaxGridPoints)
        throw Error(ErrorKind::input, spec.place, "the candidate grid is too fine for this city",
                    "choose a wider spacing, such as \"400 m\"");
    DraftTable table;
    table.title = "candidate grid";
    std::size_t inside = 0;
    for (std::int64_t i = low.x / step - 1; i <= high.x / step + 1; ++i)
        for (std::int64_t k = low.y / step - 1; k <= high.y / step + 1; ++k) {
            const Point corner{static_cast<std::int32_t>(i * step),
                               static_cast<std::int32_t>(k * step)};
            if (!areas.covering(corner))
                continue;
            ++inside;
            const double limit = std::min(kCandidateSnapCm, static_cast<double>(step) / 2);
            const auto snap = ground.index->nearest(corner, limit);
            if (!snap)
                continue;
            CandidateDraft draft;
            draft.name = fmt::format("grid {} {} {} {}", i < 0 ? "west" : "east", std::abs(i),
                                     k < 0 ? "south" : "north", std::abs(k));
            draft.point = point_of(*ground.streets, snap->place);
            draft.place = snap->place;
            draft.points = {draft.point};
            table.drafts.push_back(std::move(draft));
        }
    std::ranges::sort(table.drafts, {}, order_of);
    add_note(findings, "candidates",
             fmt::format("grid of {} m: {} points in the areas, {} beside a street", spacing,
                         plain_count(inside), plain_count(table.drafts.size())));
    return table;
}

std::vector<CandidateDraft> merge_same_places(std::vector<CandidateDraft> drafts) {
    std::ranges::sort(drafts, {}, order_of);
    DisjointSets places(drafts.size());
    unite_near(drafts, places);
    unite_addresses(drafts, places);
    for (std::uint32_t i = 0; i < drafts.size(); ++i) {
        CandidateDraft& root = drafts[places.first_of(i)];
        if (&root == &drafts[i])
            continue;
        root.merged.push_back(drafts[i].name);
        root.points.push_back(drafts[i].point);
    }
    std::vector<CandidateDraft> kept;
    for (std::uint32_t i = 0; i < drafts.size(); ++i)
        if (places.first_of(i) == i)
            kept.push_back(std::move(drafts[i]));
    return kept;
}

} // namespace careshed
