#pragma once

#include "sandbox/server/router.hpp"

#include "lpaz/util/json.hpp"

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

namespace lpaz::sandbox::server {

// One page of a list that may be very long, for the page of the sandbox: only the visible rows are
// made.
class ListView {
public:
  static constexpr std::size_t k_rows = 25;

  // The search text of `request`, and under the name `list` where the page begins.
  ListView(const Request& request, std::string_view list);

  // Counts a row whose texts contain the search text, ignoring case. True if it is on the page:
  // then call add().
  bool shows(std::initializer_list<std::string_view> texts);
  void add(const util::OrderedJson& row);
  // {"total":…,"offset":…,"rows":[…]}
  std::string json() const;

private:
  std::string m_search;
  std::size_t m_offset = 0;
  std::size_t m_total = 0;
  std::string m_rows;
};

// The values of a name in the query, in order.
std::vector<std::string> query_values(const Request& request, std::string_view name);

} // namespace lpaz::sandbox::server
