// Which outer draw: the central one (every parameter at its default, incidence at its posterior
// mean), or one of the numbered ones.
#pragma once

#include <cstddef>
#include <cstdint>

namespace careshed {

/// A draw not named otherwise is the central one.
class DrawId {
  public:
    DrawId() = default;
    [[nodiscard]] static constexpr DrawId central() { return {}; }
    /// Draws count from 0.
    [[nodiscard]] static constexpr DrawId numbered(std::size_t number) {
        return DrawId(static_cast<std::uint32_t>(number) + 1);
    }

    [[nodiscard]] constexpr bool is_central() const { return place_ == 0; }
    /// Of a numbered draw only.
    [[nodiscard]] constexpr std::uint32_t number() const { return place_ - 1; }
    /// The central draw at 0, the others after it: what keys of chance are made of.
    [[nodiscard]] constexpr std::uint32_t place() const { return place_; }
    bool operator==(const DrawId&) const = default;

  private:
    explicit constexpr DrawId(std::uint32_t place) : place_(place) {}
    std::uint32_t place_ = 0;
};

} // namespace careshed
