#pragma once

#include "sandbox/store/object_id.hpp"

#include <cstddef>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

namespace lpaz::sandbox::store {

// Objects by id, in the order in which they were made. A position never moves, so that a page can
// continue after the last one; the place of an erased object stays empty.
template <typename T>
class Table {
public:
  T& add(T object)
  {
    m_index.insert_or_assign(object.id, m_rows.size());
    m_rows.push_back(std::make_unique<T>(std::move(object)));
    return *m_rows.back();
  }

  T* find(const ObjectId& id)
  {
    const auto found = m_index.find(id);
    return found == m_index.end() ? nullptr : m_rows[found->second].get();
  }

  const T* find(const ObjectId& id) const
  {
    const auto found = m_index.find(id);
    return found == m_index.end() ? nullptr : m_rows[found->second].get();
  }

  bool erase(const ObjectId& id)
  {
    const auto found = m_index.find(id);
    if (found == m_index.end()) {
      return false;
    }
    m_rows[found->second].reset();
    m_index.erase(found);
    return true;
  }

  std::size_t size() const { return m_index.size(); }
  // Positions run from 0 to here; at() is null where an object was erased.
  std::size_t end_position() const { return m_rows.size(); }
  const T* at(std::size_t position) const { return m_rows[position].get(); }

  template <typename F>
  void for_each(F&& visit) const
  {
    for (const auto& row : m_rows) {
      if (row) {
        visit(std::as_const(*row));
      }
    }
  }

private:
  std::vector<std::unique_ptr<T>> m_rows;
  std::unordered_map<ObjectId, std::size_t> m_index;
};

} // namespace lpaz::sandbox::store
