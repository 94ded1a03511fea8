#include "sandbox/store/change_log.hpp"

#include <algorithm>

namespace lpaz::sandbox::store {
namespace {

constexpr std::size_t k_most_kept = 4'000'000;

} // namespace

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
