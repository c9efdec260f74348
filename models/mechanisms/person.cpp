#include "models/mechanisms/person.hpp"

#include "engine/core/distributions.hpp"
#include "engine/core/interrupt.hpp"
#include "engine/population/marks.hpp"

namespace careshed {

PersonMarks mark_people(const People& people, const City& city, std::uint64_t seed) {
    PersonMarks marks;
    const std::size_t n = people.size();
    for (auto* column :
         {&marks.uses, &marks.route, &marks.alone, &marks.propensity, &marks.frailty})
        column->resize(n);
    for (std::size_t a = 0; a < city.areas.size(); ++a) {
        stop_if_interrupted();
        const AreaMarks of_area(seed, city.areas[a].stable);
        const std::uint32_t first = people.first_of_area[a];
        for (std::uint32_t row = first; row < people.first_of_area[a + 1]; ++row) {
            const std::uint32_t member = row - first;
            marks.uses[row] = of_area.uniform(Mark::uses, member);
            marks.route[row] = of_area.uniform(Mark::route, member);
            marks.alone[row] = of_area.uniform(Mark::alone, member);
            marks.propensity[row] = normal_quantile(of_area.uniform(Mark::propensity, member));
            marks.frailty[row] = normal_quantile(of_area.uniform(Mark::frailty, member));
        }
    }
    return marks;
}

} // namespace careshed
