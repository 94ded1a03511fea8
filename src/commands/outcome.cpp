#include "commands/outcome.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/format.h>

namespace lpaz::commands {

void Outcome::add_failure(const Error& error)
{
  ++m_failures;
  if (!m_first) {
    m_first = error;
  }
}

Status Outcome::status(std::size_t items, std::string_view noun) const
{
  if (!m_first) {
    return {};
  }
  if (m_failures == items) {
    return fail(*m_first);
  }
  Error error = *m_first;
  const bool is_interrupted = m_first->kind == ErrorKind::interrupted;
  error.kind = is_interrupted ? ErrorKind::interrupted : ErrorKind::partial;
  error.message = fmt::format("{} of {} {}: {}",
                              m_failures,
                              util::plural(static_cast<long long>(items), noun),
                              is_interrupted ? "not done" : "failed; the first",
                              m_first->message);
  return fail(std::move(error));
}

std::string_view failure_word(const Error& error)
{
  const bool has_no_verdict = error.kind == ErrorKind::unavailable ||
                              (error.kind == ErrorKind::failed && error.http_status == 0);
  return has_no_verdict ? "unknown" : "failed";
}

} // namespace lpaz::commands
