// Columns of numbers as one run of bytes that vouches for itself: what it is the answer to (a key),
// how long it is, and a checksum. Read back, it is whole and meant for the same key, or it is
// nothing; whether the numbers make sense together is for the reader of the columns to check.
//
// The bytes: a header of 104 ("careshed columns", byte order, format, key, size and checksum of
// what follows), then for each column the bytes an element, the number of elements and the
// elements, padded to 8. Numbers are in the machine's own order; another order is refused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace careshed {

/// Bytes without gaps, every pattern of which is a value: integers, and structs of them.
template <class T>
concept ColumnElement =
    std::is_trivially_copyable_v<T> && std::has_unique_object_representations_v<T> &&
    !std::is_same_v<T, bool> && !std::is_enum_v<T>;

class ColumnWriter {
  public:
    template <ColumnElement T> void add(const std::vector<T>& column) {
        add_bytes({reinterpret_cast<const char*>(column.data()), column.size() * sizeof(T)},
                  sizeof(T));
    }
    void add_text(std::string_view text) { add_bytes(text, 1); }

    /// Key: a SHA-256 in hexadecimal of everything that the columns follow from.
    [[nodiscard]] std::string bytes(std::string_view key) const;

  private:
    void add_bytes(std::string_view bytes, std::uint64_t element_size);
    std::string columns_;
};

class ColumnReader {
  public:
    /// Nothing unless the bytes are whole, undamaged, of this format and for this key. They must
    /// outlive the reader.
    [[nodiscard]] static std::optional<ColumnReader> open(std::string_view bytes,
                                                          std::string_view key);

    /// The next column; false if there is none of such elements.
    template <ColumnElement T> [[nodiscard]] bool take(std::vector<T>& column) {
        const auto bytes = take_bytes(sizeof(T));
        if (!bytes)
            return false;
        column.resize(bytes->size() / sizeof(T));
        if (!bytes->empty())
            std::memcpy(column.data(), bytes->data(), bytes->size());
        return true;
    }
    [[nodiscard]] bool take_text(std::string& text);
    [[nodiscard]] bool is_at_end() const { return rest_.empty(); }

  private:
    explicit ColumnReader(std::string_view columns) : rest_(columns) {}
    [[nodiscard]] std::optional<std::string_view> take_bytes(std::uint64_t element_size);
    std::string_view rest_;
};

} // namespace careshed
