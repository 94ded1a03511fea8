#include "sandbox/graph/query_options.hpp"

#include "sandbox/graph/api_error.hpp"

#include "lpaz/util/text.hpp"
#include "lpaz/util/url.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace lpaz::sandbox::graph {
namespace {

constexpr std::size_t k_largest_page = 999;

std::unexpected<Error> option_error(std::string message)
{
  return refuse(400, "BadRequest", std::move(message));
}

std::vector<std::string> split_list(std::string_view list)
{
  std::vector<std::string> words;
  for (const auto part : util::split(list, ',')) {
    if (const auto word = util::trim(part); !word.empty()) {
      words.emplace_back(word);
    }
  }
  return words;
}

Result<std::size_t> page_size_of(std::string_view value)
{
  const auto number = util::parse_integer(value);
  if (!number || *number < 0) {
    return option_error(fmt::format("Invalid value '{}' for $top query option found. The $top "
                                    "query option requires a non-negative integer value.",
                                    value));
  }
  if (*number < 1 || *number > static_cast<long long>(k_largest_page)) {
    return bad_request(
        fmt::format("Invalid page size specified: '{}'. Must be between 1 and {} inclusive.",
                    *number,
                    k_largest_page));
  }
  return static_cast<std::size_t>(*number);
}

Result<std::size_t> skip_of(std::string_view value)
{
  const auto number = util::parse_integer(value);
  if (!number || *number < 0) {
    return option_error(fmt::format("Invalid value '{}' for $skip query option found. The $skip "
                                    "query option requires a non-negative integer value.",
                                    value));
  }
  return static_cast<std::size_t>(*number);
}

Result<std::vector<SortKey>> sort_keys_of(std::string_view value)
{
  std::vector<SortKey> keys;
  for (const auto& word : split_list(value)) {
    const auto space = word.find(' ');
    SortKey key{word.substr(0, space), false};
    if (space != std::string::npos) {
      const auto direction = util::trim(std::string_view(word).substr(space + 1));
      if (direction != "asc" && direction != "desc") {
        return option_error(fmt::format("Syntax error at position {} in '{}'.", space + 1, word));
      }
      key.descending = direction == "desc";
    }
    keys.push_back(std::move(key));
  }
  return keys;
}

// Splits at commas that stand in no bracket.
std::vector<std::string_view> items_of(std::string_view list)
{
  std::vector<std::string_view> items;
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t at = 0; at <= list.size(); ++at) {
    if (at == list.size() || (list[at] == ',' && depth == 0)) {
      items.push_back(util::trim(list.substr(begin, at - begin)));
      begin = at + 1;
    } else if (list[at] == '(') {
      ++depth;
    } else if (list[at] == ')') {
      --depth;
    }
  }
  return items;
}

// manager, members($select=id,displayName)
Result<std::vector<Expansion>> expansions_of(std::string_view value)
{
  constexpr std::string_view k_select = "$select=";
  std::vector<Expansion> expansions;
  for (const auto item : items_of(value)) {
    const auto open = item.find('(');
    if (item.empty() || open == 0 || (open != item.npos && !item.ends_with(')'))) {
      return option_error(fmt::format("Syntax error: '{}' is no $expand item.", item));
    }
    Expansion expansion{std::string(item.substr(0, open)), {}};
    if (open != item.npos) {
      const auto options = item.substr(open + 1, item.size() - open - 2);
      for (const auto option : util::split(options, ';')) {
        if (!option.starts_with(k_select)) {
          return option_error(
              fmt::format("The query option '{}' is not supported inside $expand.", option));
        }
        expansion.select = split_list(option.substr(k_select.size()));
      }
    }
    expansions.push_back(std::move(expansion));
  }
  return expansions;
}

// "displayName:x" AND "mail:y" OR "displayName:z"
Result<std::vector<std::vector<SearchTerm>>> search_terms_of(std::string_view value)
{
  std::vector<std::vector<SearchTerm>> terms;
  std::size_t at = 0;
  std::size_t last = 0;
  while ((at = value.find('"', at)) != value.npos) {
    const auto end = value.find('"', at + 1);
    if (end == value.npos) {
      break;
    }
    const auto clause = value.substr(at + 1, end - at - 1);
    const auto colon = clause.find(':');
    if (colon == clause.npos || colon + 1 == clause.size()) {
      return bad_request("Syntax error: a $search clause has the form \"property:text\".");
    }
    const auto joined = util::trim(value.substr(last, at - last));
    if (!joined.empty() && joined != "AND" && joined != "OR") {
      return bad_request(fmt::format("Syntax error: '{}' joins no $search clauses.", joined));
    }
    if (terms.empty() || joined == "OR") {
      terms.emplace_back();
    }
    terms.back().push_back(
        {std::string(clause.substr(0, colon)), std::string(clause.substr(colon + 1))});
    at = last = end + 1;
  }
  if (terms.empty()) {
    return bad_request(
        fmt::format("Syntax error: character '{}' is not valid at position 0 in '{}'.",
                    value.substr(0, 1),
                    value));
  }
  return terms;
}

Status take_option(QueryOptions& options, std::string_view name, const std::string& value)
{
  if (name == "$select") {
    options.select = split_list(value);
  } else if (name == "$expand") {
    LPAZ_TRY(options.expand, expansions_of(value));
  } else if (name == "$skiptoken") {
    options.skip_token = value;
  } else if (name == "$filter") {
    LPAZ_TRY(FilterNode filter, parse_filter(value));
    options.filter = std::move(filter);
  } else if (name == "$top") {
    LPAZ_TRY(options.top, page_size_of(value));
  } else if (name == "$orderby") {
    LPAZ_TRY(options.order_by, sort_keys_of(value));
  } else if (name == "$search") {
    LPAZ_TRY(options.search, search_terms_of(value));
  } else if (name == "$count") {
    if (value != "true" && value != "false") {
      return option_error(fmt::format("Invalid value '{}' for $count query option found.", value));
    }
    options.count = value == "true";
  } else if (name == "$skip") {
    LPAZ_TRY(options.skip, skip_of(value));
  } else {
    return option_error(fmt::format("The query parameter '{}' is not supported.", name));
  }
  return {};
}

} // namespace

Result<QueryOptions> parse_query_options(const server::Request& request)
{
  QueryOptions options;
  options.eventual = util::equals_ignoring_case(request.header("ConsistencyLevel"), "eventual");
  std::set<std::string> seen;
  for (const auto& [name, value] : server::parse_form(request.query)) {
    if (!name.starts_with('$')) {
      continue; // the service ignores options of others
    }
    const std::string lower = util::to_lower(name);
    if (!seen.insert(lower).second) {
      return option_error(fmt::format("Query option '{}' was specified more than once, but it "
                                      "must be specified at most once.",
                                      name));
    }
    LPAZ_CHECK(take_option(options, lower, value));
  }
  return options;
}

Status check_advanced(const QueryOptions& options, bool is_cast_of_relation)
{
  if (!options.search.empty() && !options.eventual) {
    return bad_request("Request with $search query parameter only works through MSGraph with a "
                       "special request header: 'ConsistencyLevel: eventual'");
  }
  if (options.count && !options.eventual) {
    return bad_request("$count is not currently supported.");
  }
  const bool is_advanced_query = is_cast_of_relation ||
                                 (options.filter && is_advanced(*options.filter)) ||
                                 (options.filter && !options.order_by.empty());
  if (is_advanced_query && !(options.eventual && options.count)) {
    return unsupported_query(
        "Unsupported Query. Advanced queries need the header ConsistencyLevel: eventual and "
        "$count=true.");
  }
  if (is_advanced_query && !options.expand.empty()) {
    return unsupported_query("$expand is not supported with advanced queries.");
  }
  return {};
}

std::string query_for_next_page(std::string_view query, std::string_view skip_token)
{
  std::string next;
  for (const auto part : util::split(query, '&')) {
    const std::string name = util::to_lower(util::percent_decode(part.substr(0, part.find('='))));
    if (!part.empty() && name != "$skiptoken") {
      next += part;
      next += '&';
    }
  }
  return next + "$skiptoken=" + util::percent_encode(skip_token);
}

} // namespace lpaz::sandbox::graph
