#include "tools/careshed/released_page.hpp"

#include <fmt/format.h>

#include "models/careshed.hpp"

namespace careshed {

std::string released_page() {
    std::string page =
        "# What a result may hold\n\n"
        "Made by `careshed reference` from the gate that every file and table passes before it is "
        "written (models/tables/gate.cpp):\nwhat does not stand here is not written. A test holds "
        "it against all that the verbs write and print. A file named with a verb is that "
        "verb's\nalone; `*` stands for a group "
        "column.\n\n| file | fields | why it may be published |\n| --- | --- | --- |\n";
    const std::vector<ReleasedField> fields = released_fields();
    for (std::size_t k = 0; k < fields.size();) {
        std::string names;
        const std::size_t first = k;
        for (; k < fields.size() && fields[k].file == fields[first].file &&
               fields[k].reason == fields[first].reason;
             ++k)
            names += (names.empty() ? "" : " ") + fields[k].field;
        page += fmt::format("| {} | {} | {} |\n", fields[first].file, names, fields[first].reason);
    }
    return page;
}

} // namespace careshed
