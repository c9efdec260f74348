#include "engine/inputs/layers.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/core/error.hpp"
#include "engine/core/text.hpp"
#include "engine/core/visible_text.hpp"
#include "engine/inputs/number_text.hpp"
#include "engine/inputs/vector_source.hpp"

namespace careshed {

namespace {

// No city lies nearer to a pole; a latitude beyond it is a longitude in the wrong column.
constexpr double kLargestLatitude = 85;
// A bad export spoils every row: a few rows show the cause.
constexpr int kShownComplaints = 3;

/// Bad features of one layer, gathered up to a few.
class FeatureComplaints {
  public:
    void add(const Layer& layer, const Feature& feature, std::string message, std::string hint) {
        if (++count_ <= kShownComplaints)
            complaints_.add(layer.place(feature), std::move(message), std::move(hint));
    }
    void throw_if_any(const Layer& layer) {
        if (count_ > kShownComplaints)
            complaints_.add(layer.title,
                            fmt::format("{} more features have errors", count_ - kShownComplaints));
        complaints_.throw_if_any();
    }

  private:
    ComplaintList complaints_;
    int count_ = 0;
};

const char* kind_name(GeometryKind kind) {
    switch (kind) {
    case GeometryKind::point:
        return "points";
    case GeometryKind::line:
        return "lines";
    case GeometryKind::polygon:
        return "polygons";
    case GeometryKind::none:
        break;
    }
    return "points, lines or polygons";
}

void check_columns(const VectorSource& source, const LayerSpec& spec, const LayerWish& wish) {
    std::vector<std::string> wanted = wish.fields;
    if (wish.geometry_needed && !spec.x.empty())
        wanted.insert(wanted.end(), {spec.x, spec.y});
    ComplaintList complaints;
    for (const std::string& field : wanted) {
        if (source.is_column(field))
            continue;
        const std::string near = nearest_word(field, source.shown_columns());
        complaints.add(source.where(), fmt::format("no column \"{}\"", quoted_value(field)),
                       near.empty() ? source.columns_hint()
                                    : fmt::format("did you mean \"{}\"?", near));
    }
    complaints.throw_if_any();
}

std::string not_a_number(const std::string& column, const std::string& cell, bool is_confidential) {
    return is_confidential
               ? fmt::format("column \"{}\" is not a number", column)
               : fmt::format("column \"{}\": \"{}\" is not a number", column, quoted_value(cell));
}

/// Turns one raw feature into a checked feature in longitude and latitude.
class FeatureReader {
  public:
    FeatureReader(const VectorSource& source, const LayerSpec& spec, const LayerWish& wish)
        : source_(source), spec_(spec), wish_(wish) {}

    /// The layer with every feature in it; throws what the features had wrong, together.
    void take(Layer& layer, RawFeature& raw) {
        Feature feature{raw.number, raw.kind, std::move(raw.parts), std::move(raw.values)};
        std::string problem, hint;
        bool has_place = true;
        if (wish_.geometry_needed)
            has_place = spec_.x.empty() ? check_kind(feature, raw, problem, hint)
                                        : place_from_columns(feature, problem, hint);
        check_text(layer, feature, problem, hint);
        if (problem.empty() && !has_place) {
            if (wish_.drop_without_geometry) {
                ++layer.without_geometry;
                return;
            }
            problem = spec_.x.empty() ? "no geometry" : "empty coordinates";
            hint = "drop it with where = \"...\"";
        }
        if (problem.empty() && wish_.geometry_needed)
            to_lon_lat(feature, problem, hint);
        if (!problem.empty())
            complaints_.add(layer, feature, problem, hint);
        else
            layer.features.push_back(std::move(feature));
    }

    void finish(const Layer& layer) { complaints_.throw_if_any(layer); }

  private:
    bool check_kind(Feature& feature, const RawFeature& raw, std::string& problem,
                    std::string& hint) const {
        if (raw.geometry_name.empty())
            return false;
        const bool fits = raw.kind != GeometryKind::none &&
                          (wish_.kind == GeometryKind::none || wish_.kind == raw.kind);
        if (!fits) {
            problem = fmt::format("its geometry is {}, but {} are needed", raw.geometry_name,
                                  kind_name(wish_.kind));
            hint = "is this the right layer for this key?";
        }
        return !fits || !feature.parts.empty();
    }

    /// Coordinates from the last two values, which this removes again.
    bool place_from_columns(Feature& feature, std::string& problem, std::string& hint) const {
        const std::string y_text = feature.values.back();
        feature.values.pop_back();
        const std::string x_text = feature.values.back();
        feature.values.pop_back();
        feature.parts.clear();
        feature.kind = GeometryKind::point;
        if (x_text.empty() && y_text.empty())
            return false;
        const auto x = parse_number(x_text);
        const auto y = parse_number(y_text);
        if (!x || !y) {
            problem =
                not_a_number(x ? spec_.y : spec_.x, x ? y_text : x_text, spec_.is_confidential);
            hint = "write decimal degrees with a point, or drop the row with where = \"...\"";
            return true;
        }
        feature.parts.push_back({{{{*x, *y}}}});
        return true;
    }

    /// Text is copied into results; what is not UTF-8 would break them.
    static void check_text(const Layer& layer, const Feature& feature, std::string& problem,
                           std::string& hint) {
        for (std::size_t i = 0; i < feature.values.size() && problem.empty(); ++i)
            if (!is_utf8(feature.values[i])) {
                problem = fmt::format("column \"{}\" is not UTF-8 text", layer.fields[i]);
                hint = "save the file with UTF-8 encoding";
            }
    }

    void to_lon_lat(Feature& feature, std::string& problem, std::string& hint) const {
        for (Part& part : feature.parts)
            for (Ring& ring : part.rings) {
                check_numbers(ring, problem, hint);
                if (problem.empty() && source_.is_geographic())
                    check_degrees(ring, problem, hint);
                if (problem.empty() && !source_.to_lon_lat(ring)) {
                    problem = "its coordinates cannot be turned into longitude and latitude";
                    hint = "is the CRS right? set it with crs = \"EPSG:...\"";
                }
                if (problem.empty() && !source_.is_geographic())
                    check_degrees(ring, problem, hint);
                if (!problem.empty())
                    return;
            }
    }

    static void check_numbers(const Ring& ring, std::string& problem, std::string& hint) {
        if (std::ranges::all_of(
                ring, [](LonLat v) { return std::isfinite(v.lon) && std::isfinite(v.lat); }))
            return;
        problem = "a coordinate is not a finite number (NaN or infinite)";
        hint = "leave the coordinates empty where the place is unknown";
    }

    /// Says the offending number to a tenth of a degree only, and nothing of a recorded place.
    void check_degrees(const Ring& ring, std::string& problem, std::string& hint) const {
        const auto shown = [&](const std::string& degrees) {
            return spec_.is_confidential ? std::string() : " " + degrees;
        };
        for (const LonLat& v : ring) {
            const double lon = std::abs(v.lon), lat = std::abs(v.lat);
            if (lon <= 180 && lat <= kLargestLatitude)
                continue;
            if (lon <= kLargestLatitude && lat <= 180) {
                problem = fmt::format("latitude{} lies beyond {} degrees: longitude and "
                                      "latitude look swapped",
                                      shown(fmt::format("{:.1f}", v.lat)), kLargestLatitude);
                hint = "x is the longitude (west negative), y the latitude";
                return;
            }
            const double odd = lon > 180 ? v.lon : v.lat;
            problem = fmt::format("{}{} is out of range", lon > 180 ? "longitude" : "latitude",
                                  shown(std::abs(odd) < 1e9 ? fmt::format("{:.1f}", odd)
                                                            : fmt::format("{:.0e}", odd)));
            hint = "if the coordinates are metres or feet, name their CRS: crs = \"EPSG:...\"";
            return;
        }
    }

    const VectorSource& source_;
    const LayerSpec& spec_;
    const LayerWish& wish_;
    FeatureComplaints complaints_;
};

void refuse_empty(const VectorSource& source, const LayerSpec& spec, const Layer& layer) {
    if (!layer.features.empty())
        return;
    if (layer.without_geometry > 0)
        throw Error(ErrorKind::input, source.where(), "no feature has a place",
                    "check the coordinate columns or the export of the layer");
    if (spec.where.empty())
        throw Error(ErrorKind::input, source.where(), "empty layer: no features",
                    "check that the export holds features");
    throw Error(ErrorKind::input, source.where(),
                fmt::format("no feature passes where = \"{}\"", quoted_value(spec.where)),
                "check the spelling of the values, upper and lower case count");
}

} // namespace

std::string Layer::place(const Feature& feature) const {
    return fmt::format("{}, {} {}", title, title.starts_with("table ") ? "row" : "feature",
                       feature.number);
}

std::size_t Layer::column(const std::string& field) const {
    const auto found = std::ranges::find(fields, field);
    if (found == fields.end())
        throw Error(ErrorKind::internal, title, "column \"" + field + "\" was not asked for");
    return static_cast<std::size_t>(found - fields.begin());
}

Layer read_layer(const LayerSpec& spec, const LayerWish& wish) {
    const bool from_columns = wish.geometry_needed && !spec.x.empty();
    VectorSource source(spec, wish.geometry_needed);
    check_columns(source, spec, wish);
    if (from_columns && wish.kind != GeometryKind::point && wish.kind != GeometryKind::none)
        throw Error(
            ErrorKind::input, source.where(),
            fmt::format("x and y columns make points, but {} are needed", kind_name(wish.kind)),
            "name a layer with geometry");
    std::vector<std::string> chosen = wish.fields;
    if (from_columns)
        chosen.insert(chosen.end(), {spec.x, spec.y});
    source.choose(chosen);
    if (!spec.where.empty())
        source.set_filter("where", spec.where);
    if (wish.geometry_needed)
        source.prepare_lon_lat(from_columns ? "EPSG:4326" : "");

    Layer layer{source.title(), wish.fields, {}, 0, "", spec.is_confidential};
    if (wish.geometry_needed && !from_columns)
        layer.replaced_crs = source.replaced_crs();
    FeatureReader reader(source, spec, wish);
    for (RawFeature raw; source.next(raw, wish.geometry_needed && !from_columns);)
        reader.take(layer, raw);
    reader.finish(layer);
    refuse_empty(source, spec, layer);
    return layer;
}

std::vector<std::int64_t> features_passing(const LayerSpec& spec, const std::string& key,
                                           const std::string& filter) {
    VectorSource source(spec, false);
    if (spec.where.empty())
        source.set_filter(key, filter);
    else
        source.set_filters(key, spec.where, filter);
    std::vector<std::int64_t> numbers;
    for (RawFeature raw; source.next(raw, false);)
        numbers.push_back(raw.number);
    std::ranges::sort(numbers);
    return numbers;
}

double number_of(const Layer& layer, const Feature& feature, const std::string& field) {
    const std::string& text = feature.values[layer.column(field)];
    const auto value = parse_number(text);
    if (!value || !std::isfinite(*value))
        throw Error(ErrorKind::input, layer.place(feature),
                    text.empty() ? fmt::format("column \"{}\" is empty", field)
                                 : not_a_number(field, text, layer.is_confidential),
                    text.empty() ? "fill it or drop the feature with where = \"...\""
                                 : "write numbers without thousands separators");
    return *value;
}

std::string find_column(const LayerSpec& spec, const std::string& name) {
    for (const std::string& column : VectorSource(spec, false).columns())
        if (lower_case(column) == name)
            return column;
    return "";
}

} // namespace careshed
