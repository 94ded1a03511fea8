#include "lpaz/graph/odata_query.hpp"

#include "lpaz/util/url.hpp"

#include <fmt/format.h>

namespace lpaz::graph {
namespace {

std::string doubled_quotes(std::string_view text)
{
  std::string result;
  for (const char c : text) {
    result += c;
    if (c == '\'') {
      result += c;
    }
  }
  return result;
}

} // namespace

std::string odata_literal(std::string_view text)
{
  return fmt::format("'{}'", doubled_quotes(text));
}

std::string odata_key(std::string_view text)
{
  return fmt::format("('{}')", util::percent_encode(doubled_quotes(text)));
}

std::string odata_in(std::string_view name, const std::vector<std::string>& values)
{
  std::string list;
  for (const std::string& value : values) {
    list += list.empty() ? "" : ",";
    list += odata_literal(value);
  }
  return fmt::format("{} in ({})", name, list);
}

ODataQuery& ODataQuery::add(std::string_view name, std::string_view value)
{
  m_text += fmt::format("{}${}={}", m_text.empty() ? "?" : "&", name, util::percent_encode(value));
  return *this;
}

ODataQuery& ODataQuery::select(std::string_view comma_separated)
{
  return add("select", comma_separated);
}

ODataQuery& ODataQuery::filter(std::string_view expression)
{
  return add("filter", expression);
}

ODataQuery& ODataQuery::expand(std::string_view expression)
{
  return add("expand", expression);
}

ODataQuery& ODataQuery::order_by(std::string_view expression)
{
  return add("orderby", expression);
}

ODataQuery& ODataQuery::search(std::string_view expression)
{
  return add("search", expression);
}

ODataQuery& ODataQuery::top(int count)
{
  return add("top", fmt::to_string(count));
}

ODataQuery& ODataQuery::count()
{
  return add("count", "true");
}

std::string ODataQuery::text() const
{
  return m_text;
}

} // namespace lpaz::graph
