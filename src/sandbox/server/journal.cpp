#include "sandbox/server/journal.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/time.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::sandbox::server {
namespace {

util::OrderedJson entry_json(const JournalEntry& entry)
{
  return {{"number", entry.number},
          {"time", util::format_rfc3339(entry.time)},
          {"method", entry.method},
          {"path", entry.path},
          {"status", entry.status},
          {"bytesIn", entry.bytes_in},
          {"bytesOut", entry.bytes_out},
          {"durationMicroseconds", entry.duration_us},
          {"clientRequestId", entry.client_request_id},
          {"userAgent", entry.user_agent},
          {"connection", entry.connection},
          {"fault", entry.fault},
          {"body", entry.body}};
}

} // namespace

void Journal::add(JournalEntry entry)
{
  const std::lock_guard lock(m_mutex);
  entry.number = ++m_count;
  if (m_entries.size() >= k_capacity) {
    m_entries.pop_front();
  }
  m_entries.push_back(std::move(entry));
  if (m_entries.size() > k_bodies) {
    m_entries[m_entries.size() - k_bodies - 1].body = {};
  }
}

void Journal::reset()
{
  const std::lock_guard lock(m_mutex);
  m_entries.clear();
  m_count = 0;
}

std::uint64_t Journal::count() const
{
  const std::lock_guard lock(m_mutex);
  return m_count;
}

std::string Journal::to_json(std::string_view prefix, std::string_view method) const
{
  util::OrderedJson list = util::OrderedJson::array();
  const std::lock_guard lock(m_mutex);
  for (const auto& entry : m_entries) {
    if (entry.path.starts_with(prefix) && (method.empty() || entry.method == method)) {
      list.push_back(entry_json(entry));
    }
  }
  return util::dump_json(list, 1);
}

} // namespace lpaz::sandbox::server
