#include "engine/inputs/elevation.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "engine/core/error.hpp"
#include "engine/core/interrupt.hpp"
#include "engine/core/text.hpp"
#include "engine/inputs/layer_source.hpp"

namespace careshed {

namespace {

constexpr double kMostCells = 1e8;    // 400 MB
constexpr double kHighest = 9000;     // metres; the highest mountain is 8,849
constexpr std::int64_t kParts = 4096; // of a cell: finer places are not distinguished
constexpr int kRowsAtOnce = 64;

/// A place in units of cells, where column 0.5 is the first cell's centre.
struct CellPlace {
    double column = 0, row = 0;
};

CellPlace cell_place(const std::array<double, 6>& t, LonLat in_raster) {
    const double x = in_raster.lon, y = in_raster.lat;
    return {t[0] + t[1] * x + t[2] * y, t[3] + t[4] * x + t[5] * y};
}

/// Places along the sides of the box: on another map its sides are curved.
std::vector<LonLat> outline(const LonLatBox& box) {
    constexpr int kSteps = 20;
    std::vector<LonLat> places;
    for (int i = 0; i <= kSteps; ++i) {
        const double share = static_cast<double>(i) / kSteps;
        const double lon = box.west + (box.east - box.west) * share;
        const double lat = box.south + (box.north - box.south) * share;
        places.insert(places.end(),
                      {{lon, box.south}, {lon, box.north}, {box.west, lat}, {box.east, lat}});
    }
    return places;
}

/// The cells of low..high and two more on each side, cut off at the raster's `size`.
std::pair<int, int> cut(double low, double high, int size) {
    const double first = std::clamp(std::floor(low) - 2, 0.0, static_cast<double>(size));
    const double last = std::clamp(std::ceil(high) + 2, 0.0, static_cast<double>(size));
    return {static_cast<int>(first), static_cast<int>(last - first)};
}

CellWindow window_around(const RasterSource& source, const ToRaster& to_raster,
                         const LonLatBox& box) {
    std::vector<LonLat> places = outline(box);
    to_raster.apply(places);
    constexpr double kFar = std::numeric_limits<double>::infinity();
    double west = kFar, east = -kFar, top = kFar, bottom = -kFar;
    const auto to_cell = source.to_cell();
    for (const LonLat place : places) {
        const auto [column, row] = cell_place(to_cell, place);
        if (!std::isfinite(column) || !std::isfinite(row))
            continue; // outside what the CRS can show
        west = std::min(west, column);
        east = std::max(east, column);
        top = std::min(top, row);
        bottom = std::max(bottom, row);
    }
    const bool meets = west < source.width() && east > 0 && top < source.height() && bottom > 0;
    if (!meets)
        throw Error(ErrorKind::input, source.where(), "it lies elsewhere than the streets",
                    "check its CRS, or set crs = \"EPSG:...\" to the one its cells are in");
    const auto [column, width] = cut(west, east, source.width());
    const auto [row, height] = cut(top, bottom, source.height());
    return {column, row, width, height};
}

void expect_size(const RasterSource& source, const CellWindow& window) {
    const double cells = static_cast<double>(window.width) * window.height;
    if (cells <= kMostCells && source.block_cells() <= kMostCells)
        return;
    throw Error(ErrorKind::input, source.where(),
                fmt::format("{} million cells must be read for these streets, at most {} are",
                            pretty(std::max(cells, source.block_cells()) / 1e6, 0),
                            pretty(kMostCells / 1e6, 0)),
                "make it coarser or cut it out, for example to cells of 10 m: gdalwarp -tr 10 10 "
                "-r average -co TILED=YES in.tif out.tif");
}

/// Parts of a cell from the first cell's centre, of a column or row among `size`. Beyond the
/// outermost centres the outermost cells go on.
std::int64_t parts_of(double at, int size) {
    const double from_first = std::clamp(at - 0.5, 0.0, static_cast<double>(size - 1));
    return static_cast<std::int64_t>(std::floor(from_first * static_cast<double>(kParts) + 0.5));
}

/// Metres in a unit, 0 for a word that is none.
double metres_of(const std::string& unit) {
    constexpr std::pair<const char*, double> kUnits[] = {
        {"", 1},
        {"m", 1},
        {"metre", 1},
        {"metres", 1},
        {"meter", 1},
        {"meters", 1},
        {"ft", 0.3048},
        {"foot", 0.3048},
        {"feet", 0.3048},
        {"International foot", 0.3048},
        {"US survey foot", 1200.0 / 3937},
        {"us-ft", 1200.0 / 3937},
        {"ftUS", 1200.0 / 3937},
        {"Foot_US", 1200.0 / 3937},
    };
    for (const auto& [name, metres] : kUnits)
        if (unit == name)
            return metres;
    return 0;
}

std::int32_t centimetres_of(double metres) {
    return std::isnan(metres) ? Elevation::kNoHeight
                              : static_cast<std::int32_t>(std::floor(metres * 100 + 0.5));
}

/// Values of some rows are heights in metres or NaN.
void expect_heights(const RasterSource& source, const CellWindow& rows,
                    std::span<const double> values, double metres_a_unit) {
    const auto wrong = std::ranges::find_if(values, [&](double value) {
        return std::abs(value) * metres_a_unit > kHighest; // never so of NaN
    });
    if (wrong == values.end())
        return;
    const auto at = static_cast<int>(wrong - values.begin());
    throw Error(ErrorKind::input, source.where(),
                fmt::format("row {}, column {} holds {}, which is no height",
                            rows.row + at / rows.width + 1, rows.column + at % rows.width + 1,
                            number(*wrong)),
                fmt::format("if it stands for a missing height, say so: gdal_translate -a_nodata "
                            "{} in.tif out.tif",
                            number(*wrong)));
}

/// The rows before the first that is wanted, by one cell of each.
void read_away(const RasterSource& source, int rows) {
    std::vector<double> values;
    for (int row = 0; row < rows; row += kRowsAtOnce) {
        stop_if_interrupted();
        const CellWindow window{0, row, 1, std::min(kRowsAtOnce, rows - row)};
        values.resize(static_cast<std::size_t>(window.height));
        source.read(window, values);
    }
}

} // namespace

Elevation::Elevation(const RasterSpec& spec, const LonLatBox& around)
    : title_("raster " + shown_source(spec.source.string())) {
    const RasterSource source(spec);
    to_raster_ = std::make_shared<const ToRaster>(spec.crs, source.crs(), source.where());
    to_cell_ = source.to_cell();
    raster_width_ = source.width();
    raster_height_ = source.height();
    window_ = window_around(source, *to_raster_, around);
    expect_size(source, window_);
    const std::string unit = spec.unit.empty() ? source.unit() : spec.unit;
    const double metres_a_unit = metres_of(unit);
    if (metres_a_unit == 0)
        throw Error(ErrorKind::input, source.where(),
                    fmt::format("its heights are in \"{}\"", unit),
                    "set unit = \"m\" or unit = \"ft\"");
    if (metres_a_unit != 1)
        notes_.push_back(fmt::format("heights are in \"{}\", turned into metres", unit));
    if (source.bands() > 1)
        notes_.push_back(fmt::format("{} bands, the first is taken", source.bands()));
    read_cells(source, metres_a_unit);
}

void Elevation::read_cells(const RasterSource& source, double metres_a_unit) {
    cells_.reserve(static_cast<std::size_t>(window_.width) *
                   static_cast<std::size_t>(window_.height));
    std::vector<double> values;
    if (source.is_sequential())
        read_away(source, window_.row);
    for (int row = 0; row < window_.height; row += kRowsAtOnce) {
        stop_if_interrupted();
        const CellWindow rows{window_.column, window_.row + row, window_.width,
                              std::min(kRowsAtOnce, window_.height - row)};
        values.resize(static_cast<std::size_t>(rows.width) * static_cast<std::size_t>(rows.height));
        source.read(rows, values);
        expect_heights(source, rows, values, metres_a_unit);
        for (const double value : values)
            cells_.push_back(centimetres_of(value * metres_a_unit));
    }
    const auto missing = std::ranges::count(cells_, kNoHeight);
    if (missing == std::ssize(cells_))
        throw Error(ErrorKind::input, source.where(), "no cell around the streets holds a height",
                    "is it the raster of this city, and its nodata value right?");
    if (missing > 0)
        notes_.push_back(fmt::format("{} of {} cells around the streets have no height",
                                     pretty(static_cast<double>(missing), 0),
                                     pretty(static_cast<double>(cells_.size()), 0)));
}

std::vector<std::int32_t> Elevation::heights_cm(std::span<const LonLat> places) const {
    std::vector<LonLat> in_raster(places.begin(), places.end());
    to_raster_->apply(in_raster);
    std::vector<std::int32_t> heights(places.size());
    std::ranges::transform(in_raster, heights.begin(),
                           [this](LonLat place) { return between_cells(place); });
    return heights;
}

std::optional<std::int32_t> Elevation::height_cm(LonLat place) const {
    const std::int32_t height = heights_cm({&place, 1}).front();
    return height == kNoHeight ? std::nullopt : std::optional(height);
}

std::int32_t Elevation::cell_cm(std::int64_t column, std::int64_t row) const {
    const std::int64_t c = column - window_.column, r = row - window_.row;
    const bool is_held = c >= 0 && c < window_.width && r >= 0 && r < window_.height;
    return is_held ? cells_[static_cast<std::size_t>(r * window_.width + c)] : kNoHeight;
}

/// The place is first rounded to 1/4096 of a cell, then everything is integers: PROJ's last bits
/// do not reach the height.
std::int32_t Elevation::between_cells(LonLat in_raster) const {
    const auto [column, row] = cell_place(to_cell_, in_raster);
    const bool is_inside =
        column >= 0 && column <= raster_width_ && row >= 0 && row <= raster_height_;
    if (!is_inside)
        return kNoHeight;
    const std::int64_t across = parts_of(column, raster_width_);
    const std::int64_t down = parts_of(row, raster_height_);
    const std::array<std::int64_t, 2> by_column = {kParts - across % kParts, across % kParts};
    const std::array<std::int64_t, 2> by_row = {kParts - down % kParts, down % kParts};
    std::int64_t sum = 0;
    for (std::size_t r = 0; r < 2; ++r)
        for (std::size_t c = 0; c < 2; ++c) {
            const std::int64_t weight = by_column[c] * by_row[r];
            if (weight == 0)
                continue; // a cell that does not count may be missing
            const std::int32_t cell = cell_cm(across / kParts + static_cast<std::int64_t>(c),
                                              down / kParts + static_cast<std::int64_t>(r));
            if (cell == kNoHeight)
                return kNoHeight;
            sum += cell * weight;
        }
    // Rounded half up, also below the sea: shifted above zero for the division.
    constexpr std::int64_t kWhole = kParts * kParts, kDeep = 1'000'000;
    return static_cast<std::int32_t>((sum + kDeep * kWhole + kWhole / 2) / kWhole - kDeep);
}

} // namespace careshed
