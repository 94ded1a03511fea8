#pragma once

#include "lpaz/util/result.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace lpaz::commands {

// How a run over several items ended: all done, some failed (ErrorKind::partial), or all failed
// for the reason of the first.
class Outcome {
public:
  void add_failure(const Error& error);
  // `noun` is what an item is: "user".
  Status status(std::size_t items, std::string_view noun) const;

private:
  std::size_t m_failures = 0;
  std::optional<Error> m_first;
};

// "failed", or "unknown" where the request may have been carried out all the same.
std::string_view failure_word(const Error& error);

} // namespace lpaz::commands
