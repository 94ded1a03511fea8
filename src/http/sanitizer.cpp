#include "lpaz/http/sanitizer.hpp"

#include "lpaz/util/text.hpp"

#include <algorithm>
#include <array>

namespace lpaz::http {
namespace {

constexpr auto k_shown_query_values = std::to_array<std::string_view>(
    {"$select", "$top", "$count", "$orderby", "$expand", "$format", "api-version"});

constexpr auto k_shown_headers = std::to_array<std::string_view>({"request-id",
                                                                  "client-request-id",
                                                                  "retry-after",
                                                                  "x-ms-resource-unit",
                                                                  "x-ms-throttle-limit-percentage",
                                                                  "x-ms-throttle-scope",
                                                                  "x-ms-throttle-information"});

constexpr std::size_t k_max_header_length = 100;

std::string shown_parameter(std::string_view parameter)
{
  const auto equals = parameter.find('=');
  if (equals == std::string_view::npos) {
    return "***"; // a value without a name
  }
  const auto name = parameter.substr(0, equals);
  const auto decoded = util::to_lower(util::percent_decode(name));
  const bool show = std::ranges::find(k_shown_query_values, decoded) != k_shown_query_values.end();
  return std::string(name) + "=" + (show ? std::string(parameter.substr(equals + 1)) : "***");
}

} // namespace

std::string HttpSanitizer::url(const util::Url& url) const
{
  auto shown = url.text().substr(0, url.text().find('?'));
  char separator = '?';
  if (!url.query().empty()) {
    for (const auto parameter : util::split(url.query(), '&')) {
      shown += separator;
      shown += shown_parameter(parameter);
      separator = '&';
    }
  }
  return util::make_visible(shown);
}

std::string HttpSanitizer::headers(const Headers& headers) const
{
  std::string shown;
  for (const auto name : k_shown_headers) {
    if (const auto value = headers.find(name)) {
      shown += " " + std::string(name) + "=";
      shown += util::make_visible(value->substr(0, k_max_header_length));
    }
  }
  return shown;
}

} // namespace lpaz::http
