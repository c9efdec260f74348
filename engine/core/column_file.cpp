#include "engine/core/column_file.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include "engine/core/hash.hpp"

namespace careshed {

namespace {

constexpr std::string_view kTitle = "careshed columns";
constexpr std::uint32_t kByteOrder = 0x01020304;
constexpr std::uint32_t kFormat = 1;
constexpr std::size_t kKeySize = 64;
constexpr std::size_t kAlignment = 8;

template <class T> void append(std::string& bytes, T number) {
    bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

template <class T> T number_at(std::string_view bytes, std::size_t at) {
    T number = 0;
    std::memcpy(&number, bytes.data() + at, sizeof number);
    return number;
}

std::uint64_t padded(std::uint64_t size) {
    return (size + kAlignment - 1) / kAlignment * kAlignment;
}

std::string header_of(std::string_view key, std::string_view columns) {
    assert(key.size() == kKeySize);
    std::string header(kTitle);
    append(header, kByteOrder);
    append(header, kFormat);
    header += key;
    append(header, std::uint64_t{columns.size()});
    append(header, stable_id(columns, stable_id(header)));
    return header;
}

} // namespace

void ColumnWriter::add_bytes(std::string_view bytes, std::uint64_t element_size) {
    append(columns_, element_size);
    append(columns_, std::uint64_t{bytes.size() / element_size});
    columns_ += bytes;
    columns_.resize(padded(columns_.size()), '\0');
}

std::string ColumnWriter::bytes(std::string_view key) const {
    return header_of(key, columns_) + columns_;
}

std::optional<ColumnReader> ColumnReader::open(std::string_view bytes, std::string_view key) {
    constexpr std::size_t kHeaderSize =
        kTitle.size() + 2 * sizeof(std::uint32_t) + kKeySize + 2 * sizeof(std::uint64_t);
    static_assert(kHeaderSize % kAlignment == 0);
    if (bytes.size() < kHeaderSize)
        return std::nullopt;
    const std::string_view columns = bytes.substr(kHeaderSize);
    if (bytes.substr(0, kHeaderSize) != header_of(key, columns))
        return std::nullopt;
    return ColumnReader(columns);
}

std::optional<std::string_view> ColumnReader::take_bytes(std::uint64_t element_size) {
    constexpr std::size_t kCountAt = sizeof(std::uint64_t);
    constexpr std::size_t kHeadSize = 2 * sizeof(std::uint64_t);
    if (rest_.size() < kHeadSize || number_at<std::uint64_t>(rest_, 0) != element_size)
        return std::nullopt;
    const auto count = number_at<std::uint64_t>(rest_, kCountAt);
    if (count > (rest_.size() - kHeadSize) / element_size)
        return std::nullopt;
    const std::string_view column = rest_.substr(kHeadSize, count * element_size);
    rest_.remove_prefix(std::min<std::uint64_t>(rest_.size(), padded(kHeadSize + column.size())));
    return column;
}

bool ColumnReader::take_text(std::string& text) {
    const auto bytes = take_bytes(1);
    if (bytes)
        text = *bytes;
    return bytes.has_value();
}

} // namespace careshed
