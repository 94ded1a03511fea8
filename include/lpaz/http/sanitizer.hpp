#pragma once

#include "lpaz/http/headers.hpp"
#include "lpaz/util/url.hpp"

#include <string>

namespace lpaz::http {

// The parts of a message that may be shown in logs and errors: only those on an allow-list.
class HttpSanitizer {
public:
  // Names of query parameters stay; values stay for those that hold no names and no tokens
  // ($select, $top …) and become *** for the rest ($filter, $skiptoken …).
  std::string url(const util::Url& url) const;
  // " request-id=… retry-after=…" of the headers that are on the list, or empty.
  std::string headers(const Headers& headers) const;
};

} // namespace lpaz::http
