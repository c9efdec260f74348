#include "models/ecological.hpp"

#include <array>

namespace careshed {

std::span<const ParameterField<EcologicalParameters>> ecological_parameters() {
    using P = EcologicalParameters;
    static constexpr std::array<ParameterField<P>, 1> rows{{
        {{"ecological_reduction_500m", "Fall of deaths within 500 m (structure ecological)",
          "share", 0.257, 0, 0.45, Spread::uniform,
          "Vancouver 2001-05: -35.0 % within, -9.3 % beyond",
          "Irwin 2017 T4; Marshall 2011; range assumed", "67"},
         &P::ecological_reduction_500m},
    }};
    return rows;
}

} // namespace careshed
