#include "sandbox/store/object_id.hpp"

#include "lpaz/util/digest.hpp"

#include <algorithm>
#include <cstring>

namespace lpaz::sandbox::store {
namespace {

constexpr std::string_view k_digits = "0123456789abcdef";

int digit_value(char c)
{
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool has_dash_before(std::size_t byte)
{
  return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

// Marks the bytes as a UUID of `version` with RFC 9562's variant.
ObjectId with_version(ObjectId id, unsigned version)
{
  id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0fU) | (version << 4U));
  id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3fU) | 0x80U);
  return id;
}

} // namespace

std::optional<ObjectId> ObjectId::parse(std::string_view text)
{
  if (text.size() != 36) {
    return std::nullopt;
  }
  ObjectId id;
  std::size_t at = 0;
  for (std::size_t byte = 0; byte < id.bytes.size(); ++byte) {
    if (has_dash_before(byte) && text[at++] != '-') {
      return std::nullopt;
    }
    const int high = digit_value(text[at]);
    const int low = digit_value(text[at + 1]);
    if (high < 0 || low < 0) {
      return std::nullopt;
    }
    id.bytes[byte] = static_cast<std::uint8_t>(high * 16 + low);
    at += 2;
  }
  return id;
}

ObjectId ObjectId::random()
{
  ObjectId id;
  const std::string bytes = util::random_bytes(id.bytes.size());
  std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
  return with_version(id, 4);
}

ObjectId ObjectId::derive(std::string_view text)
{
  const std::string digest = util::sha256_hex(text);
  ObjectId id;
  for (std::size_t byte = 0; byte < id.bytes.size(); ++byte) {
    id.bytes[byte] = static_cast<std::uint8_t>(digit_value(digest[2 * byte]) * 16 +
                                               digit_value(digest[2 * byte + 1]));
  }
  return with_version(id, 8);
}

std::string ObjectId::text() const
{
  std::string result;
  result.reserve(36);
  for (std::size_t byte = 0; byte < bytes.size(); ++byte) {
    if (has_dash_before(byte)) {
      result += '-';
    }
    result += k_digits[bytes[byte] >> 4U];
    result += k_digits[bytes[byte] & 15U];
  }
  return result;
}

std::string ObjectId::text_compact() const
{
  std::string result = text();
  std::erase(result, '-');
  return result;
}

bool ObjectId::is_zero() const
{
  return *this == ObjectId{};
}

} // namespace lpaz::sandbox::store

std::size_t std::hash<lpaz::sandbox::store::ObjectId>::operator()(
    const lpaz::sandbox::store::ObjectId& id) const noexcept
{
  std::size_t value = 0;
  std::memcpy(&value, id.bytes.data(), sizeof value);
  return value;
}
