#pragma once

#include <string_view>

namespace lpaz::util {

// Where layers below the terminal say what a person may want to know. The text is one line,
// without a line end, and holds no secret.
class Log {
public:
  virtual ~Log() = default;
  // Shown always (but with --quiet): a damaged cache, a certificate about to expire.
  virtual void warning(std::string_view text) = 0;
  // Shown with --verbose: one line a request.
  virtual void detail(std::string_view text) = 0;
};

// Drops everything.
class NullLog : public Log {
public:
  void warning(std::string_view) override {}
  void detail(std::string_view) override {}
};

} // namespace lpaz::util
