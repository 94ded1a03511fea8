#include "commands/run_report.hpp"

#include "lpaz/util/file.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace lpaz::commands {
namespace {

constexpr std::size_t k_seen_at_a_glance = 20; // rows

std::string text_of(const OrderedJson& row, const char* name)
{
  const auto found = row.find(name);
  return found != row.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace

std::string_view failure_word(const admin::BulkOutcome& outcome)
{
  if (!outcome.is_begun) {
    return "not done";
  }
  if (outcome.steps_done > 0) {
    return "partly done";
  }
  return outcome.is_unknown ? "unknown" : "failed";
}

Status RunReport::add(OrderedJson row, const admin::BulkOutcome& outcome)
{
  ++m_count;
  ++m_results[text_of(row, "result")];
  std::string why = text_of(row, "pendingReason");
  if (!outcome.status) {
    m_outcome.add_failure(outcome.status.error());
    why = outcome.status.error().message;
    row["error"] = why;
  }
  if (!why.empty()) {
    m_not_done.push_back(
        {text_of(row, "userPrincipalName"), text_of(row, "id"), text_of(row, "result"), why});
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
    LPAZ_CHECK(util::write_private_file(not_done, admin::write_not_done(m_not_done)));
  }
  if (!not_done.empty() && !m_not_done.empty()) {
    m_context.note(fmt::format("{} not done: listed in {}, which --from-file takes",
                               util::plural(static_cast<long long>(m_not_done.size()), m_noun),
                               not_done));
  }
  return m_outcome.status(m_count, m_noun);
}

} // namespace lpaz::commands
