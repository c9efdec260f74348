// Streets kept by an earlier run. Bytes are tried as they are, then behind a header that vouches
// for them; whatever is taken for streets can be walked and searched.
#include <algorithm>
#include <cstdint>
#include <string>

#include "engine/access/walk_network.hpp"
#include "engine/city/streets/snapping.hpp"
#include "engine/city/streets/street_columns.hpp"
#include "tests/fuzz/sealed_columns.hpp"
#include "tests/fuzz/verdict.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace careshed;
    using namespace careshed::fuzz;
    static const std::string key = sha256("a layer");
    const std::string_view bytes = text_of(data, size);
    (void)streets_from(bytes, key);
    const auto known = streets_from(sealed(bytes, key), key);
    if (!known)
        return 0;
    const std::string kept = columns_of(*known, key);
    const auto again = streets_from(kept, key);
    claim(again && columns_of(*again, key) == kept, "streets come back as they were kept");
    const Streets& streets = known->read.streets;
    claim(walk_network(streets).edge_times.size() == streets.edges.size(), "streets are walked");
    // An index of a whole country is made as well, but takes a second.
    constexpr std::int32_t kFarCm = 2'000'000;
    const auto is_far = [](Point p) {
        return p.x < -kFarCm || p.x > kFarCm || p.y < -kFarCm || p.y > kFarCm;
    };
    if (std::ranges::any_of(streets.shape, is_far) || std::ranges::any_of(streets.nodes, is_far))
        return 0;
    for (const TravelMode mode : {TravelMode::on_foot, TravelMode::by_car}) {
        const StreetIndex index(streets, mode);
        for (const Point node : streets.nodes)
            if (const auto snap = index.nearest(node, 10'000))
                claim(snap->place.edge < streets.edges.size(), "a place lies on a street");
    }
    return 0;
}
