// One value for each value of an enum class, found by it: no cast from enum to number where a table
// is read, and no table read by the wrong enum.
#pragma once

#include <array>
#include <cstddef>

namespace careshed {

/// How many values an enum class has, numbered from 0. Said beside the enum.
template <class Enum> inline constexpr std::size_t kCountOf = 0;

template <class Enum, class T> struct EnumArray {
    static_assert(kCountOf<Enum> > 0, "say kCountOf beside the enum class");
    std::array<T, kCountOf<Enum>> values{};

    [[nodiscard]] constexpr T& operator[](Enum key) {
        return values[static_cast<std::size_t>(key)];
    }
    [[nodiscard]] constexpr const T& operator[](Enum key) const {
        return values[static_cast<std::size_t>(key)];
    }
    /// By position, for loops that fill a flat layout beside it.
    [[nodiscard]] constexpr T& operator[](std::size_t position) { return values[position]; }
    [[nodiscard]] constexpr const T& operator[](std::size_t position) const {
        return values[position];
    }
    [[nodiscard]] static constexpr std::size_t size() { return kCountOf<Enum>; }
    [[nodiscard]] constexpr auto begin() { return values.begin(); }
    [[nodiscard]] constexpr auto begin() const { return values.begin(); }
    [[nodiscard]] constexpr auto end() { return values.end(); }
    [[nodiscard]] constexpr auto end() const { return values.end(); }
    [[nodiscard]] constexpr const T& front() const { return values.front(); }

    [[nodiscard]] bool operator==(const EnumArray&) const = default;
};

} // namespace careshed
