#include "lpaz/util/uuid.hpp"

#include "lpaz/util/digest.hpp"

#include <fmt/format.h>

#include <cctype>

namespace lpaz::util {

std::string new_uuid()
{
  std::string bytes = random_bytes(16);
  const auto byte = [&bytes](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  bytes[6] = static_cast<char>((byte(6) & 0x0fU) | 0x40U);
  bytes[8] = static_cast<char>((byte(8) & 0x3fU) | 0x80U);
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    text += i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "";
    text += fmt::format("{:02x}", byte(i));
  }
  return text;
}

bool is_uuid(std::string_view text)
{
  if (text.size() != 36) {
    return false;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    const bool good =
        dash ? text[i] == '-' : std::isxdigit(static_cast<unsigned char>(text[i])) != 0;
    if (!good) {
      return false;
    }
  }
  return true;
}

} // namespace lpaz::util
