#include "engine/inputs/findings.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "engine/core/steps.hpp"
#include "engine/core/text.hpp"
#include "engine/core/visible_text.hpp"

namespace careshed {

std::string plain_count(std::size_t things) { return pretty(static_cast<double>(things), 0); }

double stepped_count(std::size_t events) {
    return middle_of_step(static_cast<double>(events), kSmallestShownCount);
}

double least_of_step(std::size_t events) {
    return stepped_count(events) - (kSmallestShownCount - 1) / 2.0;
}

std::string guarded_count(std::size_t events) {
    if (events == 0)
        return "no";
    return events < kSmallestShownCount ? "fewer than 11"
                                        : "about " + pretty(stepped_count(events), 0);
}

std::string guarded_share(std::size_t part, std::size_t whole) {
    if (part > 0 && part < kSmallestShownCount)
        return "fewer than 11 rows";
    if (part == 0 || whole == 0)
        return "0 %";
    const double percent = 100 * stepped_count(part) / stepped_count(whole);
    return pretty(percent, percent < 10 ? 1 : 0) + " %";
}

std::string short_list(std::span<const std::string> texts, std::size_t shown) {
    const auto first = texts.subspan(0, std::min(shown, texts.size()));
    std::string list = join(first, "; ");
    if (texts.size() > shown)
        list += "; and " + plain_count(texts.size() - shown) + " more";
    return list;
}

void report_crs(const std::string& topic, const Layer& layer, std::vector<Finding>& findings) {
    if (!layer.replaced_crs.empty())
        add_warning(findings, topic,
                    fmt::format("{}: the scenario's crs takes the place of the layer's own, {}; "
                                "remove crs if the layer is right",
                                layer.title, layer.replaced_crs));
}

void add_note(std::vector<Finding>& findings, std::string topic, const std::string& text) {
    findings.push_back({Finding::Level::note, std::move(topic), message_text(text)});
}

void add_warning(std::vector<Finding>& findings, std::string topic, const std::string& text) {
    findings.push_back({Finding::Level::warning, std::move(topic), message_text(text)});
}

} // namespace careshed
