#include "sandbox/state/row_writer.hpp"

#include "lpaz/util/time.hpp"

#include <fmt/format.h>

namespace lpaz::sandbox::state {

std::string exact_time(util::TimePoint time)
{
  const auto second = std::chrono::floor<std::chrono::seconds>(time);
  const auto rest = std::chrono::duration_cast<std::chrono::nanoseconds>(time - second).count();
  std::string text = util::format_rfc3339(second);
  if (rest != 0) {
    text.insert(text.size() - 1, fmt::format(".{:09}", rest)); // before the Z
  }
  return text;
}

} // namespace lpaz::sandbox::state
