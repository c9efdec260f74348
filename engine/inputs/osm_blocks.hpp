// Is this .osm.pbf safe to decode? It is a list of compressed blocks, each with a table of the
// texts that its objects name. A few bytes of a block can stand for gigabytes of objects, and a
// text with a zero byte in it shifts the tags of every object that names it. So each block is
// unpacked once beforehand and what it would become is counted. Cost: as decompressing the file
// once more.
#pragma once

#include <filesystem>

namespace careshed {

/// Throws std::runtime_error when the file is cut short or is no list of blocks, when a text holds
/// a zero byte, or when the objects of one block take more than 64 MB or those of all 64 MB and 100
/// times the bytes of the file (real ones take 10 to 25 times).
void check_osm_blocks(const std::filesystem::path& file);

} // namespace careshed
