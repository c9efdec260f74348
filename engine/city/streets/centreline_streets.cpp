#include "engine/city/streets/centreline_streets.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <span>

#include <fmt/format.h>

#include "engine/city/streets/street_words.hpp"
#include "engine/core/error.hpp"
#include "engine/core/text.hpp"
#include "engine/inputs/findings.hpp"

namespace careshed {

namespace {

constexpr std::size_t kListedValues = 5;
/// Ends this near are one place: a centimetre, the grid's own step.
constexpr double kSameDegrees = 1e-7;

std::string lower_word(std::string_view text) {
    std::string word = lower_case(text);
    std::erase(word, ' ');
    return word;
}

/// The features that a filter of the streets picks; none where it is not given.
class Picked {
  public:
    Picked(const StreetsSpec& spec, const char* key, const std::string& filter,
           std::vector<Finding>& findings) {
        if (filter.empty())
            return;
        numbers_ = features_passing(spec.layer, key, filter);
        if (numbers_.empty())
            add_warning(
                findings, "streets",
                fmt::format("no line passes {} = \"{}\"; upper and lower case count", key, filter));
    }
    [[nodiscard]] bool has(const Feature& feature) const {
        return std::ranges::binary_search(numbers_, feature.number);
    }

  private:
    std::vector<std::int64_t> numbers_;
};

/// Words of a column that are not understood, each with the number of its lines.
class UnknownWords {
  public:
    void add(const std::string& word) { ++lines_[word]; }
    void report(const std::string& column, const char* taken_as,
                std::vector<Finding>& findings) const {
        if (lines_.empty())
            return;
        std::vector<std::string> words;
        std::size_t lines = 0;
        for (const auto& [word, count] : lines_) {
            words.push_back(fmt::format("\"{}\"", word));
            lines += count;
        }
        add_warning(findings, "streets",
                    fmt::format("column \"{}\" of {} lines is not understood: {}; taken as {}",
                                column, plain_count(lines), short_list(words, kListedValues),
                                taken_as));
    }

  private:
    std::map<std::string, std::size_t> lines_;
};

/// Classifies each line by the filters and columns that the scenario names.
class TrafficReader {
  public:
    TrafficReader(const StreetsSpec& spec, const Layer& layer, std::vector<Finding>& findings)
        : spec_(spec), layer_(layer), freeways_(spec, "freeways", spec.freeways, findings),
          footways_(spec, "footways", spec.footways, findings),
          bridges_(spec, "bridges", spec.bridges, findings) {}

    Traffic traffic_of(const Feature& feature, ComplaintList& complaints) {
        Traffic traffic;
        traffic.kind = kind_of(feature);
        if (freeways_.has(feature) && footways_.has(feature))
            complaints.add(layer_.place(feature), "it passes both freeways and footways",
                           "nobody could use it: let the two filters exclude each other");
        if (freeways_.has(feature))
            traffic.kind = StreetClass::motorway;
        if (footways_.has(feature) && traffic.kind != StreetClass::steps)
            traffic.kind = StreetClass::footway;
        traffic.is_walkable = traffic.kind != StreetClass::motorway;
        const bool is_driven =
            traffic.kind != StreetClass::footway && traffic.kind != StreetClass::steps;
        const OneWay oneway = oneway_of(feature);
        traffic.drives_along = is_driven && oneway != OneWay::against;
        traffic.drives_against = is_driven && oneway != OneWay::along;
        traffic.is_level = bridges_.has(feature);
        traffic.speed_kmh = speed_of(feature);
        return traffic;
    }

    void report(std::vector<Finding>& findings) const {
        classes_.report(spec_.kind, "local", findings);
        oneways_.report(spec_.oneway, "driven both ways", findings);
        speeds_.report(spec_.speed, "not known", findings);
    }

  private:
    [[nodiscard]] std::string text_of(const Feature& feature, const std::string& column) const {
        return column.empty() ? "" : feature.values[layer_.column(column)];
    }

    StreetClass kind_of(const Feature& feature) {
        const std::string text = text_of(feature, spec_.kind);
        const auto kind = class_of_name(lower_word(text));
        if (!kind && !text.empty())
            classes_.add(text);
        return kind.value_or(StreetClass::local);
    }

    OneWay oneway_of(const Feature& feature) {
        const std::string text = text_of(feature, spec_.oneway);
        const auto oneway = parse_oneway(text);
        if (!oneway)
            oneways_.add(text);
        return oneway.value_or(OneWay::both);
    }

    /// Empty and 0 are the usual ways to say that a speed is not known.
    std::uint8_t speed_of(const Feature& feature) {
        const std::string text = text_of(feature, spec_.speed);
        const std::uint8_t speed = parse_speed(spec_.speed_in_mph ? text + " mph" : text);
        if (speed == 0 && !text.empty() && lower_word(text) != "0")
            speeds_.add(text);
        return speed;
    }

    const StreetsSpec& spec_;
    const Layer& layer_;
    Picked freeways_, footways_, bridges_;
    UnknownWords classes_, oneways_, speeds_;
};

bool is_same(LonLat a, LonLat b) {
    return std::abs(a.lon - b.lon) < kSameDegrees && std::abs(a.lat - b.lat) < kSameDegrees;
}

/// With node columns a feature is one edge: its pieces must follow each other.
bool join_pieces(std::vector<Part>& parts) {
    Ring& first = parts.front().rings.front();
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const Ring& next = parts[i].rings.front();
        if (!is_same(first.back(), next.front()))
            return false;
        first.insert(first.end(), next.begin() + 1, next.end());
    }
    parts.resize(1);
    return true;
}

void check_names(const StreetsSpec& spec, const Layer& layer, const Feature& feature,
                 ComplaintList& complaints) {
    for (const std::string& column : {spec.from, spec.to})
        if (feature.values[layer.column(column)].empty()) {
            complaints.add(layer.place(feature), fmt::format("node column \"{}\" is empty", column),
                           "fill it, or leave out from and to: lines then meet at shared ends");
            return;
        }
}

void append_lines(const StreetsSpec& spec, const Layer& layer, Feature& feature,
                  const Traffic& traffic, StreetDrafts& drafts, ComplaintList& complaints) {
    std::string from, to;
    if (!spec.from.empty()) {
        check_names(spec, layer, feature, complaints);
        from = feature.values[layer.column(spec.from)];
        to = feature.values[layer.column(spec.to)];
        if (!join_pieces(feature.parts))
            complaints.add(layer.place(feature), "its line is in pieces that do not meet",
                           "split it into single lines, each with its own from and to node");
    }
    for (Part& part : feature.parts)
        drafts.lines.push_back({from, to, std::move(part.rings.front()), traffic, feature.number});
}

} // namespace

std::optional<OneWay> parse_oneway(std::string_view text) {
    constexpr std::array<std::string_view, 7> kAlong = {"f",    "ft", "yes",  "y",
                                                        "true", "1",  "along"};
    constexpr std::array<std::string_view, 5> kAgainst = {"t", "tf", "-1", "reverse", "against"};
    constexpr std::array<std::string_view, 7> kBoth = {"", "b", "both", "no", "n", "false", "0"};
    const auto is_among = [word = lower_word(text)](std::span<const std::string_view> words) {
        return std::ranges::find(words, word) != words.end();
    };
    if (is_among(kAlong))
        return OneWay::along;
    if (is_among(kAgainst))
        return OneWay::against;
    return is_among(kBoth) ? std::optional(OneWay::both) : std::nullopt;
}

StreetDrafts read_centrelines(const StreetsSpec& spec, std::vector<Finding>& findings) {
    LayerWish wish;
    wish.kind = GeometryKind::line;
    for (const std::string& column : {spec.from, spec.to, spec.kind, spec.oneway, spec.speed})
        if (!column.empty())
            wish.fields.push_back(column);
    Layer layer = read_layer(spec.layer, wish);
    report_crs("streets", layer, findings);

    StreetDrafts drafts{layer.title, "feature", layer.features.size(), {}};
    TrafficReader reader(spec, layer, findings);
    ComplaintList complaints;
    for (Feature& feature : layer.features) {
        const Traffic traffic = reader.traffic_of(feature, complaints);
        append_lines(spec, layer, feature, traffic, drafts, complaints);
    }
    complaints.throw_if_any();
    reader.report(findings);
    return drafts;
}

} // namespace careshed
