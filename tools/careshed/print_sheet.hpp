// A table of the bundle on stdout for programs: the same names and figures as in its file.
#pragma once

#include "engine/report/sheet.hpp"
#include "tools/careshed/invocation.hpp"

namespace careshed {

/// `format` is csv, json or jsonl; a number that is not known is null in JSON.
void print_sheet(const Sheet& sheet, TableFormat format);

} // namespace careshed
