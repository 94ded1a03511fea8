#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lpaz::sandbox::server {

// Whether an Accept-Encoding header allows gzip.
bool accepts_gzip(std::string_view accept_encoding);
// `body` in gzip format, quick rather than small; nothing if zlib refuses.
std::optional<std::string> gzip(std::string_view body);

} // namespace lpaz::sandbox::server
