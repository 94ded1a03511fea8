#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::graph {

// A string literal for $filter: quotes doubled, in quotes. Not percent-encoded; ODataQuery does
// that.
std::string odata_literal(std::string_view text);
// The same, percent-encoded for use inside a path: users('…').
std::string odata_key(std::string_view text);
// The most values that Graph takes in one `in` expression, and the most terms of one `or`, on
// directory objects.
inline constexpr std::size_t k_in_limit = 15;
// "name in ('a','b')".
std::string odata_in(std::string_view name, const std::vector<std::string>& values);

// The system query options of OData, in the order in which they were set.
class ODataQuery {
public:
  ODataQuery& select(std::string_view comma_separated);
  ODataQuery& filter(std::string_view expression);
  ODataQuery& expand(std::string_view expression);
  ODataQuery& order_by(std::string_view expression);
  ODataQuery& search(std::string_view expression);
  ODataQuery& top(int count);
  ODataQuery& count(); // $count=true

  // "?$select=…&$top=…" with the values percent-encoded, or empty.
  std::string text() const;

private:
  ODataQuery& add(std::string_view name, std::string_view value);
  std::string m_text;
};

} // namespace lpaz::graph
