// Is this Arc/Info ASCII grid whole? GDAL finds a row of one by reading all rows before it, over
// and over where the file is damaged, within one call that nothing can stop. So the file is read
// once beforehand, as a stream: its header, then as many numbers as that says. Cost: about 150
// MB/s.
#pragma once

#include <filesystem>
#include <string>

namespace careshed {

/// By the file's first bytes, as GDAL decides, whatever its name is. False when it cannot be read.
[[nodiscard]] bool is_ascii_grid(const std::filesystem::path& file);

/// Throws a resource Error at `where` with the row and column, from 1, of the first cell that is
/// missing, too many or no number, or the line of the header that is not understood.
void check_ascii_grid(const std::filesystem::path& file, const std::string& where);

} // namespace careshed
