#include "lpaz/util/digest.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include <array>
#include <cstdlib>

namespace lpaz::util {
namespace {

constexpr std::string_view k_base64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view k_base64url =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const unsigned char* as_bytes(std::string_view text)
{
  return reinterpret_cast<const unsigned char*>(text.data());
}

template <std::size_t N>
std::string hex(const std::array<unsigned char, N>& bytes)
{
  return fmt::format("{:02x}", fmt::join(bytes, ""));
}

std::string encode(std::string_view bytes, std::string_view alphabet)
{
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  unsigned int buffer = 0;
  int bits = 0;
  for (const char c : bytes) {
    buffer = (buffer << 8U) | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 6; bits -= 6) {
      text += alphabet[(buffer >> static_cast<unsigned>(bits - 6)) & 0x3fU];
    }
  }
  if (bits > 0) {
    text += alphabet[(buffer << static_cast<unsigned>(6 - bits)) & 0x3fU];
  }
  return text;
}

} // namespace

std::string sha256_hex(std::string_view bytes)
{
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(as_bytes(bytes), bytes.size(), digest.data());
  return hex(digest);
}

std::string hmac_sha256_hex(std::string_view key, std::string_view bytes)
{
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  unsigned int length = 0;
  HMAC(EVP_sha256(),
       key.data(),
       static_cast<int>(key.size()),
       as_bytes(bytes),
       bytes.size(),
       digest.data(),
       &length);
  return hex(digest);
}

std::string base64_encode(std::string_view bytes)
{
  std::string text = encode(bytes, k_base64);
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

std::string base64url_encode(std::string_view bytes)
{
  return encode(bytes, k_base64url);
}

std::optional<std::string> base64url_decode(std::string_view text)
{
  for (int padding = 0; padding < 2 && !text.empty() && text.back() == '='; ++padding) {
    text.remove_suffix(1);
  }
  if (text.size() % 4 == 1) {
    return std::nullopt;
  }
  std::string bytes;
  bytes.reserve(text.size() * 3 / 4);
  unsigned int buffer = 0;
  int bits = 0;
  for (const char c : text) {
    const auto digit = k_base64url.find(c);
    if (digit == std::string_view::npos) {
      return std::nullopt;
    }
    buffer = (buffer << 6U) | static_cast<unsigned int>(digit);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes += static_cast<char>((buffer >> static_cast<unsigned>(bits)) & 0xffU);
    }
  }
  return bytes;
}

std::string random_bytes(std::size_t count)
{
  std::string bytes(count, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1) {
    std::abort(); // a machine without randomness cannot make ids or keys
  }
  return bytes;
}

} // namespace lpaz::util
