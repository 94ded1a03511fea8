#pragma once

#include "sandbox/graph/call.hpp"
#include "sandbox/graph/entity.hpp"
#include "sandbox/graph/relations.hpp"
#include "sandbox/graph/row_source.hpp"
#include "sandbox/graph/word_search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lpaz::sandbox::graph {

constexpr std::size_t k_default_page = 100;

// What a collection allows besides $select and $top.
struct ListRules {
  std::string context; // fragment behind $metadata#
  std::size_t default_page = k_default_page;
  bool is_cast_of_relation = false;
  bool paged = true;
  bool allows_skip = false; // directory objects refuse $skip
  bool is_report = false;   // knows no advanced queries: nothing needs ConsistencyLevel
  std::string annotation;   // "@odata.type" of every row; empty: none
};

// The opaque text of a page link, and the row's token in it; nothing if it is not ours.
std::string seal_skip_token(std::string_view row_token);
std::optional<std::string> open_skip_token(std::string_view skip_token);

server::Response json_answer(int status, std::string body);
std::string context_fragment(std::string_view fragment, const std::vector<std::string>& select);
std::string next_link(const Call& call, std::string_view row_token);

// Answers a GET of a collection: filter, search, order, page, count.
template <typename T>
class Listing {
public:
  Listing(const Call& call,
          const EntityType<T>& type,
          RowSource<T>& rows,
          const Related<T>& related = {})
      : m_call(call), m_type(type), m_rows(rows), m_related(related)
  {
  }

  Result<server::Response> respond(const ListRules& rules)
  {
    LPAZ_CHECK(prepare(rules));
    LPAZ_TRY(Projection projection, project(m_type, m_call.query.select));
    LPAZ_CHECK(expand(projection, m_type, m_call.query.expand, m_related));
    const auto token = open_skip_token(m_call.query.skip_token);
    if (!token) {
      return bad_request("Invalid $skiptoken.");
    }
    JsonWriter writer;
    writer.begin_object();
    writer.member("@odata.context",
                  m_call.context(context_fragment(rules.context, m_call.query.select)));
    if (m_call.query.count && token->empty()) {
      LPAZ_TRY(const std::size_t total, count_matching());
      writer.key("@odata.count");
      writer.integer(static_cast<std::int64_t>(total));
    }
    LPAZ_TRY(const Page page, take_page(*token, rules));
    if (!page.next_token.empty()) {
      writer.member("@odata.nextLink", next_link(m_call, page.next_token));
    }
    writer.key("value");
    write_rows(writer, page.rows, projection, rules);
    writer.end_object();
    return json_answer(200, writer.take());
  }

  // The answer to …/$count.
  Result<server::Response> respond_count()
  {
    if (!m_call.query.eventual) {
      return bad_request("$count is not currently supported.");
    }
    LPAZ_CHECK(bind());
    LPAZ_TRY(const std::size_t total, count_matching());
    server::Response response;
    response.headers.emplace("Content-Type", "text/plain");
    response.body = std::to_string(total);
    return response;
  }

private:
  struct Page {
    std::vector<const T*> rows;
    std::string next_token;
  };

  Status prepare(const ListRules& rules)
  {
    if (m_call.query.skip > 0 && !rules.allows_skip) {
      return bad_request("'$skip' is not supported by the service.");
    }
    if (!rules.is_report) {
      LPAZ_CHECK(check_advanced(m_call.query, rules.is_cast_of_relation));
    }
    return bind();
  }

  Status bind()
  {
    std::optional<FilterNode> filter = m_call.query.filter;
    if (filter) {
      LPAZ_CHECK(bind_filter(*filter, m_type.name, m_type.fields()));
    }
    m_filter.emplace(m_type, std::move(filter));
    for (const auto& all_of : m_call.query.search) {
      m_search.emplace_back();
      for (const auto& term : all_of) {
        const auto index = m_type.find(term.property);
        if (!index || m_type.properties[*index].type != ValueType::text) {
          return bad_request(
              fmt::format("Property '{}' of type 'microsoft.graph.{}' is not searchable.",
                          term.property,
                          m_type.name));
        }
        m_search.back().emplace_back(*index, term);
      }
    }
    for (const auto& key : m_call.query.order_by) {
      const auto index = m_type.find(key.path);
      if (!index || !m_type.properties[*index].is_scalar()) {
        return unsupported_query(
            fmt::format("Sorting on property '{}' is not supported.", key.path));
      }
      m_order.emplace_back(*index, key.descending);
    }
    return {};
  }

  bool is_match(const T& row) const
  {
    const auto holds = [&](const auto& term) {
      const auto text = text_of(store::value_of(m_type.properties[term.first], row));
      return text && is_found(*text, term.second);
    };
    return (*m_filter)(row) &&
           (m_search.empty() || std::ranges::any_of(m_search, [&](const auto& all_of) {
              return std::ranges::all_of(all_of, holds);
            }));
  }

  const T* next_match()
  {
    const T* row = m_rows.next();
    while (row != nullptr && !is_match(*row)) {
      row = m_rows.next();
    }
    return row;
  }

  Status seek(std::string_view token)
  {
    return m_rows.seek(token) ? Status() : Status(bad_request("Invalid $skiptoken."));
  }

  Result<std::size_t> count_matching()
  {
    LPAZ_CHECK(seek({}));
    std::size_t total = 0;
    while (next_match() != nullptr) {
      ++total;
    }
    return total;
  }

  bool comes_before(const T& a, const T& b) const
  {
    for (const auto& [index, descending] : m_order) {
      const Value x = store::value_of(m_type.properties[index], a);
      const Value y = store::value_of(m_type.properties[index], b);
      const auto order = compare(x, y, false);
      if (!order ? is_null(x) != is_null(y) : *order != 0) {
        const bool first = order ? *order < 0 : is_null(x);
        return first != descending;
      }
    }
    return false;
  }

  Result<Page> take_page(std::string_view token, const ListRules& rules)
  {
    const std::size_t size =
        rules.paged ? m_call.query.top.value_or(rules.default_page) : static_cast<std::size_t>(-1);
    return m_order.empty() ? page_in_place(token, size) : page_in_order(token, size);
  }

  Result<Page> page_in_place(std::string_view token, std::size_t size)
  {
    LPAZ_CHECK(seek(token));
    skip_rows(token, [&] { return next_match(); });
    return fill_page(size, [&] { return next_match(); }, [&] { return m_rows.token(); });
  }

  Result<Page> page_in_order(std::string_view token, std::size_t size)
  {
    LPAZ_CHECK(seek({}));
    std::vector<const T*> all;
    while (const T* row = next_match()) {
      all.push_back(row);
    }
    std::ranges::stable_sort(all, [&](const T* a, const T* b) { return comes_before(*a, *b); });
    ListRows<T> sorted(std::move(all));
    if (!sorted.seek(token)) {
      return bad_request("Invalid $skiptoken.");
    }
    skip_rows(token, [&] { return sorted.next(); });
    return fill_page(size, [&] { return sorted.next(); }, [&] { return sorted.token(); });
  }

  // $skip is counted from the first page only.
  template <typename Next>
  void skip_rows(std::string_view token, Next next) const
  {
    for (std::size_t left = token.empty() ? m_call.query.skip : 0; left > 0 && next(); --left) {
    }
  }

  // Reads one row ahead, so that a full last page has no link to an empty one.
  template <typename Next, typename Token>
  static Page fill_page(std::size_t size, Next next, Token token)
  {
    Page page;
    std::string last;
    while (const T* row = next()) {
      if (page.rows.size() == size) {
        page.next_token = std::move(last);
        break;
      }
      page.rows.push_back(row);
      last = token();
    }
    return page;
  }

  void write_rows(JsonWriter& writer,
                  const std::vector<const T*>& rows,
                  const Projection& projection,
                  const ListRules& rules) const
  {
    writer.reserve(rows.size() * (64 + 40 * projection.size()));
    writer.begin_array();
    for (const T* row : rows) {
      writer.begin_object();
      if (!rules.annotation.empty()) {
        writer.member("@odata.type", rules.annotation);
      }
      write_members(writer, m_type, *row, projection);
      write_expanded(writer, m_call, m_related, *row);
      writer.end_object();
    }
    writer.end_array();
  }

  const Call& m_call;
  const EntityType<T>& m_type;
  RowSource<T>& m_rows;
  std::optional<EntityFilter<T>> m_filter;
  Related<T> m_related;
  std::vector<std::vector<std::pair<std::size_t, SearchTerm>>> m_search;
  std::vector<std::pair<std::size_t, bool>> m_order;
};

// The answer to a GET of one object.
template <typename T>
Result<server::Response> respond_entity(const Call& call,
                                        const EntityType<T>& type,
                                        const T& entity,
                                        std::string_view context,
                                        int status = 200)
{
  LPAZ_TRY(Projection projection, project(type, call.query.select));
  LPAZ_CHECK(expand(projection, type, call.query.expand, Related<T>()));
  JsonWriter writer;
  writer.begin_object();
  writer.member("@odata.context",
                call.context(context_fragment(context, call.query.select) + "/$entity"));
  write_members(writer, type, entity, projection);
  writer.end_object();
  return json_answer(status, writer.take());
}

// The same where $expand may name relations to other objects.
template <typename T>
Result<server::Response> respond_entity_with(const Call& call,
                                             const EntityType<T>& type,
                                             const T& entity,
                                             std::string_view context,
                                             const Related<T>& related)
{
  LPAZ_TRY(Projection projection, project(type, call.query.select));
  LPAZ_CHECK(expand(projection, type, call.query.expand, related));
  JsonWriter writer;
  writer.begin_object();
  writer.member("@odata.context",
                call.context(context_fragment(context, call.query.select) + "/$entity"));
  write_members(writer, type, entity, projection);
  write_expanded(writer, call, related, entity);
  writer.end_object();
  return json_answer(200, writer.take());
}

} // namespace lpaz::sandbox::graph
