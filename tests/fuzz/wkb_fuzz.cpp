// A geometry as bytes (WKB) in a GeoPackage, as a feature that a site must keep away from. The
// bytes take the place of a long line's in a GeoPackage that is written once.
#include <cstdint>
#include <stdexcept>
#include <string>

#include <gdal.h>
#include <ogr_api.h>

#include "engine/inputs/gdal_session.hpp"
#include "tests/fuzz/asked_rule.hpp"
#include "tests/fuzz/fuzzed_file.hpp"

namespace careshed::fuzz {

namespace {

constexpr int kVertices = 200;
constexpr std::size_t kRoom = 9 + 16 * kVertices; ///< bytes of the line

void write_line(const std::filesystem::path& file) {
    start_gdal();
    const QuietErrors errors;
    auto* dataset =
        GDALCreate(GDALGetDriverByName("GPKG"), file.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
    auto* layer = GDALDatasetCreateLayer(dataset, "schools", crs_of_code("EPSG:4326", "").get(),
                                         wkbUnknown, nullptr);
    auto* line = OGR_G_CreateGeometry(wkbLineString);
    for (int i = 0; i < kVertices; ++i)
        OGR_G_SetPoint_2D(line, i, -30, 40);
    auto* feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    OGR_F_SetGeometryDirectly(feature, line);
    const bool is_written = OGR_L_CreateFeature(layer, feature) == OGRERR_NONE;
    OGR_F_Destroy(feature);
    GDALClose(dataset);
    if (!is_written)
        throw std::runtime_error("no GeoPackage written");
}

} // namespace

} // namespace careshed::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace careshed;
    static const fuzz::FuzzedFile file("schools.gpkg");
    static const std::string whole = (fuzz::write_line(file.path()), file.bytes());
    const std::string head{1, 2, 0, 0, 0, static_cast<char>(fuzz::kVertices), 0, 0, 0};
    static const std::size_t at = whole.find(head);
    if (at == std::string::npos)
        throw std::runtime_error("the line is not found again");
    if (size > fuzz::kRoom)
        return 0;
    std::string bytes = whole;
    bytes.replace(at, size, fuzz::text_of(data, size));
    LayerSpec layer;
    layer.source = file.holding(bytes);
    fuzz::ask_rule_of(layer);
    return 0;
}
