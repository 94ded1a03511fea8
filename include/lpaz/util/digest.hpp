#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lpaz::util {

std::string sha256_hex(std::string_view bytes);
std::string hmac_sha256_hex(std::string_view key, std::string_view bytes);
std::string base64_encode(std::string_view bytes);
// Padding optional, white space not allowed.
std::optional<std::string> base64url_decode(std::string_view text);
std::string base64url_encode(std::string_view bytes); // without padding
std::string random_bytes(std::size_t count);

} // namespace lpaz::util
