#pragma once

#include "sandbox/store/object_id.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace lpaz::sandbox::store {

// A sorted, compact set of ids. The order lets a page continue after the last id it gave, even if
// members came or went meanwhile.
class IdSet {
public:
  bool insert(const ObjectId& id); // false: was there
  bool erase(const ObjectId& id);  // false: was not there
  bool contains(const ObjectId& id) const;
  // Replaces all ids; duplicates are dropped.
  void assign(std::vector<ObjectId> ids);
  // The ids after `id`; all if it is zero.
  std::span<const ObjectId> after(const ObjectId& id) const;
  std::size_t size() const { return m_ids.size(); }
  bool empty() const { return m_ids.empty(); }
  auto begin() const { return m_ids.begin(); }
  auto end() const { return m_ids.end(); }

private:
  std::vector<ObjectId> m_ids;
};

} // namespace lpaz::sandbox::store
