#pragma once

#include <string_view>

namespace lpaz::util {

// Where lower layers report what a person may want to know. The text is one line, without a line
// end, and holds no secret.
class Log {
public:
  virtual ~Log() = default;
  // Always shown, except with --quiet: a damaged cache, a certificate about to expire.
  virtual void warning(std::string_view text) = 0;
  // Shown with --verbose: one line per request.
  virtual void detail(std::string_view text) = 0;
};

} // namespace lpaz::util
