#include "sandbox/store/id_set.hpp"

#include <algorithm>

namespace lpaz::sandbox::store {

bool IdSet::insert(const ObjectId& id)
{
  const auto place = std::lower_bound(m_ids.begin(), m_ids.end(), id);
  if (place != m_ids.end() && *place == id) {
    return false;
  }
  m_ids.insert(place, id);
  return true;
}

bool IdSet::erase(const ObjectId& id)
{
  const auto place = std::lower_bound(m_ids.begin(), m_ids.end(), id);
  if (place == m_ids.end() || *place != id) {
    return false;
  }
  m_ids.erase(place);
  return true;
}

bool IdSet::contains(const ObjectId& id) const
{
  return std::binary_search(m_ids.begin(), m_ids.end(), id);
}

void IdSet::assign(std::vector<ObjectId> ids)
{
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  m_ids = std::move(ids);
}

std::span<const ObjectId> IdSet::after(const ObjectId& id) const
{
  const auto first =
      id.is_zero() ? m_ids.begin() : std::upper_bound(m_ids.begin(), m_ids.end(), id);
  return {first, m_ids.end()};
}

} // namespace lpaz::sandbox::store
