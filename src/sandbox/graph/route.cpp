#include "sandbox/graph/route.hpp"

#include "lpaz/util/text.hpp"
#include "lpaz/util/url.hpp"

#include <algorithm>

namespace lpaz::sandbox::graph {
namespace {

constexpr std::string_view k_namespace = "microsoft.graph.";

// Names of the path are compared in any case, as the service does.
bool segment_matches(std::string_view pattern, std::string_view segment, bool is_last)
{
  if (pattern == "{}" || util::equals_ignoring_case(pattern, segment)) {
    return true;
  }
  // Actions may carry the namespace: /start and /microsoft.graph.start.
  return is_last && segment.starts_with(k_namespace) &&
         util::equals_ignoring_case(pattern, segment.substr(k_namespace.size()));
}

bool all_match(const std::vector<std::string>& pattern, const std::vector<std::string>& segments)
{
  if (pattern.size() != segments.size()) {
    return false;
  }
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (!segment_matches(pattern[i], segments[i], i + 1 == pattern.size())) {
      return false;
    }
  }
  return true;
}

// 'x''y' as x'y; anything else as it is.
std::optional<std::string> unquote(std::string_view text)
{
  if (!text.starts_with('\'')) {
    return std::string(text);
  }
  if (text.size() < 2 || !text.ends_with('\'')) {
    return std::nullopt;
  }
  std::string result;
  const auto inner = text.substr(1, text.size() - 2);
  for (std::size_t i = 0; i < inner.size(); ++i) {
    if (inner[i] == '\'' && (i + 1 == inner.size() || inner[++i] != '\'')) {
      return std::nullopt;
    }
    result += inner[i];
  }
  return result;
}

// Splits name(key) into name and key. Casts and actions without brackets stay whole.
bool append_segment(std::vector<std::string>& segments, const std::string& segment)
{
  const auto open = segment.find('(');
  if (open == std::string::npos || open == 0) {
    segments.push_back(segment);
    return true;
  }
  if (!segment.ends_with(')')) {
    return false;
  }
  std::string name = segment.substr(0, open);
  std::string_view key = std::string_view(segment).substr(open + 1);
  key.remove_suffix(1);
  const auto equals = key.find('=');
  const auto quote = key.find('\'');
  if (equals != key.npos && (quote == key.npos || equals < quote)) {
    name += "(" + std::string(key.substr(0, equals)) + ")";
    key.remove_prefix(equals + 1);
  }
  const auto value = unquote(key);
  if (!value) {
    return false;
  }
  segments.push_back(std::move(name));
  segments.push_back(*value);
  return true;
}

} // namespace

std::optional<std::vector<std::string>> graph_segments(std::string_view path)
{
  std::vector<std::string> segments;
  std::vector<std::string> parts = server::path_segments(path);
  while (!parts.empty() && parts.back().empty()) {
    parts.pop_back();
  }
  for (const auto& part : parts) {
    if (!append_segment(segments, part)) {
      return std::nullopt;
    }
  }
  return segments;
}

void RouteTable::add(std::initializer_list<Route> routes)
{
  for (const auto& route : routes) {
    std::vector<std::string> segments;
    for (const auto part : util::split(route.pattern, '/')) {
      segments.emplace_back(part);
    }
    m_routes.push_back({route, std::move(segments)});
  }
}

RouteMatch RouteTable::find(std::string_view method, const std::vector<std::string>& segments) const
{
  RouteMatch match;
  // Of several that match (users/$count, users/{}), the one with the fewest variables counts.
  std::size_t fewest = segments.size() + 1;
  for (const auto& candidate : m_routes) {
    if (!all_match(candidate.segments, segments)) {
      continue;
    }
    match.path_exists = true;
    const auto variables =
        static_cast<std::size_t>(std::ranges::count(candidate.segments, std::string("{}")));
    if (candidate.route.method != method || variables >= fewest) {
      continue;
    }
    fewest = variables;
    match.route = &candidate.route;
    match.parameters.clear();
    for (std::size_t i = 0; i < segments.size(); ++i) {
      if (candidate.segments[i] == "{}") {
        match.parameters.push_back(segments[i]);
      }
    }
  }
  return match;
}

bool is_permitted(std::string_view permissions, const std::set<std::string, std::less<>>& granted)
{
  if (permissions.empty()) {
    return true;
  }
  return std::ranges::any_of(util::split(permissions, '|'), [&](std::string_view alternative) {
    return std::ranges::all_of(util::split(alternative, '+'),
                               [&](std::string_view name) { return granted.contains(name); });
  });
}

} // namespace lpaz::sandbox::graph
