#include "sandbox/server/compression.hpp"

#include "lpaz/util/text.hpp"

#include <zlib.h>

namespace lpaz::sandbox::server {

bool accepts_gzip(std::string_view accept_encoding)
{
  for (const auto part : util::split(accept_encoding, ',')) {
    const auto coding = util::trim(part);
    const auto semicolon = coding.find(';');
    const auto name = util::trim(coding.substr(0, semicolon));
    const bool refused =
        semicolon != coding.npos && util::trim(coding.substr(semicolon + 1)) == "q=0";
    if (util::equals_ignoring_case(name, "gzip") && !refused) {
      return true;
    }
  }
  return false;
}

std::optional<std::string> gzip(std::string_view body)
{
  constexpr int k_gzip_window = 15 + 16;
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, k_gzip_window, 8, Z_DEFAULT_STRATEGY) !=
      Z_OK) {
    return std::nullopt;
  }
  std::string packed(deflateBound(&stream, static_cast<uLong>(body.size())), '\0');
  std::string source(body); // zlib takes no const input
  stream.next_in = reinterpret_cast<Bytef*>(source.data());
  stream.avail_in = static_cast<uInt>(source.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int result = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return result == Z_STREAM_END ? std::optional(std::move(packed)) : std::nullopt;
}

} // namespace lpaz::sandbox::server
