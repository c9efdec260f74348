// Walking times kept by an earlier run. Bytes are tried as they are, then behind a header that
// vouches for them; whatever is taken answers the question that is asked.
#include <cstdint>
#include <string>
#include <vector>

#include "engine/access/walk_cache.hpp"
#include "tests/fuzz/sealed_columns.hpp"
#include "tests/fuzz/small_ground.hpp"
#include "tests/fuzz/verdict.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace careshed;
    using namespace careshed::fuzz;
    static const SmallGround town;
    static const WalkNetwork network = walk_network(town.map.streets);
    static const std::string key = sha256("a question");
    Candidate one, other;
    one.place = {1, 30'000};
    other.place = {3, 200};
    const std::vector<Candidate> candidates = {one, other};
    const WalkQuestion question{&network, candidates, Deciseconds(3000)};
    const std::string_view bytes = text_of(data, size);
    (void)walk_times_from(bytes, question, key);
    const auto times = walk_times_from(sealed(bytes, key), question, key);
    if (!times)
        return 0;
    const std::string kept = columns_of(*times, key);
    const auto again = walk_times_from(kept, question, key);
    claim(again && columns_of(*again, key) == kept, "times come back as they were kept");
    std::vector<Place> everywhere;
    for (std::uint32_t edge = 0; edge < town.map.streets.edges.size(); ++edge)
        everywhere.push_back({edge, 40'000});
    for (const Reach& reach : times->to_candidate)
        for (const auto time : times_from_places(network, reach, question.limit, everywhere))
            claim(time == kUnreached || time <= 3000, "a time is within the limit, or none");
    return 0;
}
