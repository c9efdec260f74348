// The precision that innovations make, without the city's level: the prior of areas.
#pragma once

#include <vector>

#include "engine/population/sparse_factor.hpp"
#include "engine/population/spatial_prior.hpp"

namespace careshed::test {

inline SparseSymmetric precision_of(const std::vector<Innovation>& innovations) {
    SparseSymmetric precision{innovations.size(), {}};
    for (const Innovation& innovation : innovations)
        for (std::size_t j = 0; j < innovation.terms.size(); ++j)
            for (std::size_t k = 0; k <= j; ++k)
                precision.add(innovation.terms[j].area, innovation.terms[k].area,
                              innovation.terms[j].factor * innovation.terms[k].factor);
    return precision.summed();
}

} // namespace careshed::test
