#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace lpaz::sandbox::store {

// A directory object's id: a UUID in 16 bytes, because there are hundreds of thousands of them.
struct ObjectId {
  std::array<std::uint8_t, 16> bytes{};

  // 8-4-4-4-12 hexadecimal digits in any case; nothing otherwise.
  static std::optional<ObjectId> parse(std::string_view text);
  // A random one (version 4).
  static ObjectId random();
  // The same text always gives the same id: the seed tenants are made of these.
  static ObjectId derive(std::string_view text);

  std::string text() const;         // lower case with dashes
  std::string text_compact() const; // 32 digits without dashes, as in job ids
  bool is_zero() const;
  auto operator<=>(const ObjectId&) const = default;
};

} // namespace lpaz::sandbox::store

template <>
struct std::hash<lpaz::sandbox::store::ObjectId> {
  std::size_t operator()(const lpaz::sandbox::store::ObjectId& id) const noexcept;
};
