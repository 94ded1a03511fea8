#include "stream_log.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/format.h>

namespace lpaz::runtime {

void StreamLog::warning(std::string_view text)
{
  if (!m_quiet) {
    (void)m_err.write(fmt::format("lpaz: warning: {}\n", util::make_visible(text)));
  }
}

void StreamLog::detail(std::string_view text)
{
  if (m_verbose) {
    (void)m_err.write(fmt::format("lpaz: {}\n", util::make_visible(text)));
  }
}

} // namespace lpaz::runtime
