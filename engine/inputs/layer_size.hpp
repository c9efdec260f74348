// How much of a layer is taken, before memory runs out? Counted feature by feature as it is read.
// The largest layers of cities (every lot of Los Angeles County: 2.4 million features, 22 million
// vertices) are a fourth of what is taken or less.
#pragma once

#include <cstddef>
#include <optional>

#include "engine/inputs/feature.hpp"
#include "engine/inputs/layer_source.hpp"

namespace careshed {

class LayerSize {
  public:
    /// Refuses the feature with which the layer holds more than 20 million features, 100 million
    /// vertices (1.6 GB) or 2 GB of cells, and one of more than 5 million vertices, of more than a
    /// million parts and rings or with a cell of more than 1 MiB.
    [[nodiscard]] std::optional<Refusal> add(const RawFeature& feature);

  private:
    std::size_t features_ = 0, vertices_ = 0, bytes_ = 0;
};

} // namespace careshed
