#include "sandbox/store/change_log.hpp"

#include <algorithm>
#include <utility>

namespace lpaz::sandbox::store {
namespace {

constexpr std::size_t k_most_kept = 4'000'000;

} // namespace

ChangeLog::ChangeLog(std::vector<Change> changes, std::uint64_t sequence)
    : m_changes(std::move(changes)), m_sequence(sequence)
{
  std::uint64_t number = sequence - m_changes.size();
  for (auto& change : m_changes) {
    change.sequence = ++number;
  }
}

std::uint64_t ChangeLog::append(ChangeKind kind, const ObjectId& subject, const ObjectId& related)
{
  if (m_changes.size() >= k_most_kept) {
    m_changes.erase(m_changes.begin(), m_changes.begin() + k_most_kept / 2);
  }
  m_changes.push_back({++m_sequence, subject, related, kind});
  return m_sequence;
}

std::span<const Change> ChangeLog::since(std::uint64_t watermark) const
{
  const auto first =
      std::ranges::upper_bound(m_changes, watermark, std::less<>(), &Change::sequence);
  return {first, m_changes.end()};
}

bool ChangeLog::reaches_back_to(std::uint64_t watermark) const
{
  return m_changes.empty() || m_changes.front().sequence <= watermark + 1;
}

} // namespace lpaz::sandbox::store
