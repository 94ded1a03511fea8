#include "sandbox/server/list_view.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace lpaz::sandbox::server {
namespace {

constexpr std::size_t k_longest_search = 200;

char lower(char c)
{
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool holds(std::string_view text, std::string_view search)
{
  const auto found = std::ranges::search(text, search, {}, lower);
  return search.empty() || !found.empty();
}

} // namespace

std::vector<std::string> query_values(const Request& request, std::string_view name)
{
  std::vector<std::string> values;
  for (auto& [key, value] : parse_form(request.query)) {
    if (key == name) {
      values.push_back(std::move(value));
    }
  }
  return values;
}

ListView::ListView(const Request& request, std::string_view list)
{
  const auto search = query_values(request, "search");
  if (!search.empty()) {
    m_search = util::to_lower(search.front().substr(0, k_longest_search));
  }
  const auto begin = query_values(request, list);
  if (!begin.empty()) {
    m_offset =
        static_cast<std::size_t>(std::max(0LL, util::parse_integer(begin.front()).value_or(0)));
  }
}

bool ListView::shows(std::initializer_list<std::string_view> texts)
{
  if (std::ranges::none_of(texts, [&](std::string_view text) { return holds(text, m_search); })) {
    return false;
  }
  const std::size_t place = m_total++;
  return place >= m_offset && place - m_offset < k_rows;
}

void ListView::add(const util::OrderedJson& row)
{
  m_rows += (m_rows.empty() ? "" : ",") + util::dump_json(row);
}

std::string ListView::json() const
{
  return fmt::format(R"({{"total":{},"offset":{},"rows":[{}]}})", m_total, m_offset, m_rows);
}

} // namespace lpaz::sandbox::server
