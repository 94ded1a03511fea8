#include "commands/run_report.hpp"

#include "lpaz/util/file.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>

namespace lpaz::commands {
namespace {

constexpr std::size_t k_seen_at_a_glance = 20; // rows

} // namespace

std::string_view failure_word(const bulk::Outcome& outcome)
{
  if (!outcome.begun) {
    return "not done";
  }
  if (outcome.steps_done > 0) {
    return "partly done";
  }
  return outcome.unknown ? "unknown" : "failed";
}

std::string error_text(const bulk::Outcome& outcome)
{
  return outcome.status ? std::string() : outcome.status.error().message;
}

void Tally::add_failure(const Error& error)
{
  ++m_failures;
  if (!m_first) {
    m_first = error;
  }
}

Status Tally::status(std::size_t items, std::string_view noun) const
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

Status RunReport::add(const OrderedJson& row, admin::NotDone item, const bulk::Outcome& outcome)
{
  ++m_count;
  ++m_results[item.result];
  if (!outcome.status) {
    m_tally.add_failure(outcome.status.error());
    item.error = error_text(outcome);
  }
  if (!item.error.empty()) {
    m_not_done.push_back(std::move(item));
  }
  return m_context.print(row);
}

void RunReport::sum_up() const
{
  std::vector<std::string> parts;
  for (const auto& [result, count] : m_results) {
    parts.push_back(fmt::format("{} {}", count, result));
  }
  m_context.note(fmt::format(
      "{}: {}", util::plural(static_cast<long long>(m_count), m_noun), util::join(parts, ", ")));
}

Status RunReport::finish(const std::string& not_done) const
{
  if (m_count > k_seen_at_a_glance && m_context.settings().format == cli::OutputFormat::table) {
    sum_up();
  }
  if (!not_done.empty()) {
    LPAZ_CHECK(util::write_private_file(not_done, admin::write_not_done(m_not_done, m_listed)));
  }
  if (!not_done.empty() && !m_not_done.empty()) {
    m_context.note(fmt::format("{} not done: listed in {}, which --from-file takes",
                               util::plural(static_cast<long long>(m_not_done.size()), m_noun),
                               not_done));
  }
  return m_tally.status(m_count, m_noun);
}

} // namespace lpaz::commands
