#pragma once

#include "sandbox/store/id_set.hpp"
#include "sandbox/store/table.hpp"

#include "lpaz/util/text.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::sandbox::graph {

// Entities in a fixed order that can be continued after any of them.
template <typename T>
class RowSource {
public:
  virtual ~RowSource() = default;
  // Moves to after the row with this token; to the start for an empty one. False: no such token.
  virtual bool seek(std::string_view token) = 0;
  virtual const T* next() = 0; // null at the end
  // Of the row that next() gave last.
  virtual std::string token() const = 0;
};

// The rows of a table for which `is_there` holds.
template <typename T>
class TableRows : public RowSource<T> {
public:
  TableRows(const store::Table<T>& table, std::function<bool(const T&)> is_there)
      : m_table(table), m_is_there(std::move(is_there))
  {
  }

  bool seek(std::string_view token) override
  {
    const auto position = token.empty() ? std::optional(0LL) : util::parse_integer(token);
    if (!position || *position < 0) {
      return false;
    }
    m_position = static_cast<std::size_t>(*position);
    return true;
  }

  const T* next() override
  {
    while (m_position < m_table.end_position()) {
      const T* row = m_table.at(m_position++);
      if (row != nullptr && m_is_there(*row)) {
        return row;
      }
    }
    return nullptr;
  }

  std::string token() const override { return std::to_string(m_position); }

private:
  const store::Table<T>& m_table;
  std::function<bool(const T&)> m_is_there;
  std::size_t m_position = 0;
};

// What `look_up` finds for the ids of a set; ids for which it finds nothing are left out.
template <typename T>
class IdRows : public RowSource<T> {
public:
  IdRows(const store::IdSet& ids, std::function<const T*(const store::ObjectId&)> look_up)
      : m_ids(ids), m_look_up(std::move(look_up)), m_left(ids.after({}))
  {
  }

  bool seek(std::string_view token) override
  {
    const auto id = token.empty() ? store::ObjectId{} : store::ObjectId::parse(token);
    if (!id) {
      return false;
    }
    m_left = m_ids.after(*id);
    return true;
  }

  const T* next() override
  {
    while (!m_left.empty()) {
      m_last = m_left.front();
      m_left = m_left.subspan(1);
      if (const T* row = m_look_up(m_last)) {
        return row;
      }
    }
    return nullptr;
  }

  std::string token() const override { return m_last.text(); }

private:
  const store::IdSet& m_ids;
  std::function<const T*(const store::ObjectId&)> m_look_up;
  std::span<const store::ObjectId> m_left;
  store::ObjectId m_last;
};

// Rows that were collected for this request.
template <typename T>
class ListRows : public RowSource<T> {
public:
  explicit ListRows(std::vector<const T*> rows) : m_rows(std::move(rows)) {}

  bool seek(std::string_view token) override
  {
    const auto position = token.empty() ? std::optional(0LL) : util::parse_integer(token);
    if (!position || *position < 0) {
      return false;
    }
    m_position = static_cast<std::size_t>(*position);
    return true;
  }

  const T* next() override { return m_position < m_rows.size() ? m_rows[m_position++] : nullptr; }
  std::string token() const override { return std::to_string(m_position); }

private:
  std::vector<const T*> m_rows;
  std::size_t m_position = 0;
};

} // namespace lpaz::sandbox::graph
