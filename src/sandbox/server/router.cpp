#include "sandbox/server/router.hpp"

#include "lpaz/util/text.hpp"
#include "lpaz/util/url.hpp"

#include <algorithm>
#include <cctype>

namespace lpaz::sandbox::server {
namespace {

char lower_case(char c)
{
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

std::string decode_form(std::string_view text)
{
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  return util::percent_decode(spaced);
}

bool is_under(std::string_view path, std::string_view prefix)
{
  return path.starts_with(prefix) && (path.size() == prefix.size() || prefix.empty() ||
                                      path[prefix.size()] == '/' || path[prefix.size()] == '(');
}

} // namespace

bool IgnoringCase::operator()(std::string_view a, std::string_view b) const
{
  return std::ranges::lexicographical_compare(a, b, std::less<>(), lower_case, lower_case);
}

std::string_view Request::header(std::string_view name) const
{
  const auto found = headers.find(name);
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

Response Response::json(int status, std::string body)
{
  Response response;
  response.status = status;
  response.headers.emplace("Content-Type", "application/json; charset=utf-8");
  response.body = std::move(body);
  return response;
}

Response Response::no_content()
{
  Response response;
  response.status = 204;
  return response;
}

std::vector<std::pair<std::string, std::string>> parse_form(std::string_view text)
{
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const auto part : util::split(text, '&')) {
    if (part.empty()) {
      continue;
    }
    const auto equals = part.find('=');
    const auto value = equals == part.npos ? std::string_view() : part.substr(equals + 1);
    pairs.emplace_back(decode_form(part.substr(0, equals)), decode_form(value));
  }
  return pairs;
}

std::vector<std::string> path_segments(std::string_view path)
{
  if (path.starts_with('/')) {
    path.remove_prefix(1);
  }
  std::vector<std::string> segments;
  for (const auto part : util::split(path, '/')) {
    segments.push_back(util::percent_decode(part));
  }
  return segments;
}

void Router::mount(std::string prefix, Service service)
{
  m_services.insert_or_assign(std::move(prefix), std::move(service));
}

Response Router::route(const Request& request) const
{
  const Service* best = nullptr;
  std::size_t longest = 0;
  for (const auto& [prefix, service] : m_services) {
    if (is_under(request.path, prefix) && (best == nullptr || prefix.size() > longest)) {
      best = &service;
      longest = prefix.size();
    }
  }
  if (best == nullptr) {
    Response response;
    response.status = 404;
    return response;
  }
  return (*best)(request);
}

} // namespace lpaz::sandbox::server
