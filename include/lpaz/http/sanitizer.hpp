#pragma once

#include "lpaz/http/headers.hpp"

#include <string>
#include <string_view>

namespace lpaz::http {

// What of a message may be shown in logs and errors. Only what is on a list is shown.
class HttpSanitizer {
public:
  // Names of query parameters stay; values stay for those that hold no names and no tokens
  // ($select, $top …) and become *** for the rest ($filter, $skiptoken …).
  std::string url(std::string_view url) const;
  // " request-id=… retry-after=…" of the headers that are on the list, or empty.
  std::string headers(const Headers& headers) const;
};

} // namespace lpaz::http
