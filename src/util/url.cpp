#include "lpaz/util/url.hpp"

#include "lpaz/util/text.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <arpa/inet.h>

#include <algorithm>
#include <memory>

namespace lpaz::util {
namespace {

using UrlHandle = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;
using CurlText = std::unique_ptr<char, decltype(&curl_free)>;

bool has_forbidden(std::string_view text)
{
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x20 || byte == 0x7f || c == '"' || c == '<' || c == '>' || c == '\\';
  });
}

Error bad_url(std::string_view what, std::string_view why)
{
  Error error;
  error.kind = ErrorKind::usage;
  error.message = fmt::format("the {} is not a usable URL: {}", what, why);
  return error;
}

// Curl itself would put up with one slash, with three, and with other schemes.
bool begins_like_the_web(std::string_view text)
{
  const auto colon = text.find("://");
  if (colon == std::string_view::npos || text.substr(colon + 3).starts_with('/')) {
    return false;
  }
  const std::string scheme = to_lower(text.substr(0, colon));
  return scheme == "https" || scheme == "http";
}

std::string_view explain(CURLUcode code)
{
  switch (code) {
  case CURLUE_USER_NOT_ALLOWED:
    return "it must not hold a user name or password";
  case CURLUE_NO_HOST:
    return "it has no host";
  case CURLUE_BAD_PORT_NUMBER:
    return "the port is not a number from 1 to 65535";
  default:
    return "the host is broken";
  }
}

// Empty where the URL has no such part.
std::string part_of(const UrlHandle& handle, CURLUPart part, unsigned flags = 0)
{
  char* text = nullptr;
  curl_url_get(handle.get(), part, &text, flags);
  const CurlText owner(text, &curl_free);
  return text == nullptr ? std::string() : std::string(text);
}

// Reads `text` into `handle`, makes the host lower case and drops the fragment.
CURLUcode read(const UrlHandle& handle, std::string_view text)
{
  CURLUcode code =
      curl_url_set(handle.get(), CURLUPART_URL, std::string(text).c_str(), CURLU_DISALLOW_USER);
  if (code == CURLUE_OK && !part_of(handle, CURLUPART_ZONEID).empty()) {
    code = CURLUE_BAD_IPV6; // the next line would lose the zone: another place
  }
  if (code == CURLUE_OK) {
    const std::string host = to_lower(part_of(handle, CURLUPART_HOST));
    code = curl_url_set(handle.get(), CURLUPART_HOST, host.c_str(), 0);
  }
  return code == CURLUE_OK ? curl_url_set(handle.get(), CURLUPART_FRAGMENT, nullptr, 0) : code;
}

std::string normal_form(const UrlHandle& handle)
{
  return part_of(handle, CURLUPART_URL, CURLU_NO_DEFAULT_PORT);
}

// Host names that curl would translate or escape on its way out, and those that it understands
// differently when it reads its own normal form, as it will when it connects.
bool is_misleading(const UrlHandle& handle)
{
  const std::string host = part_of(handle, CURLUPART_HOST);
  const UrlHandle again(curl_url(), &curl_url_cleanup);
  return std::ranges::any_of(host, [](char c) { return c < 0 || c == '%'; }) ||
         read(again, normal_form(handle)) != CURLUE_OK || normal_form(again) != normal_form(handle);
}

} // namespace

Result<Url> parse_url(std::string_view text, std::string_view what)
{
  if (has_forbidden(text)) {
    return fail(bad_url(what, "it holds white space or a character that no URL has"));
  }
  if (!begins_like_the_web(text)) {
    return fail(bad_url(what, "it must begin with https:// and a host"));
  }
  const UrlHandle handle(curl_url(), &curl_url_cleanup);
  if (const CURLUcode code = read(handle, text); code != CURLUE_OK) {
    return fail(bad_url(what, explain(code)));
  }
  if (is_misleading(handle)) {
    return fail(bad_url(what, "the host must be a name in ASCII letters (xn--…) or an IP address"));
  }
  const auto port = parse_integer(part_of(handle, CURLUPART_PORT, CURLU_DEFAULT_PORT));
  if (port.value_or(0) == 0) {
    return fail(bad_url(what, explain(CURLUE_BAD_PORT_NUMBER)));
  }
  Url url;
  url.m_text = normal_form(handle);
  url.m_scheme = part_of(handle, CURLUPART_SCHEME);
  url.m_host = part_of(handle, CURLUPART_HOST);
  if (url.m_host.starts_with('[')) {
    url.m_host = url.m_host.substr(1, url.m_host.size() - 2);
  }
  url.m_port = static_cast<std::uint16_t>(*port);
  url.m_path = part_of(handle, CURLUPART_PATH);
  url.m_query = part_of(handle, CURLUPART_QUERY);
  return url;
}

std::string origin(const Url& url)
{
  const bool v6 = url.host().find(':') != std::string::npos;
  return fmt::format(
      "{}://{}{}{}:{}", url.scheme(), v6 ? "[" : "", url.host(), v6 ? "]" : "", url.port());
}

bool is_loopback(const Url& url)
{
  constexpr in_addr_t k_loopback_network = 127;
  in_addr address{};
  return url.host() == "localhost" || url.host() == "::1" ||
         (inet_pton(AF_INET, url.host().c_str(), &address) == 1 &&
          ntohl(address.s_addr) >> 24U == k_loopback_network);
}

bool is_confidential(const Url& url)
{
  return url.scheme() == "https" || is_loopback(url);
}

std::string percent_encode(std::string_view text)
{
  if (text.empty()) {
    return {}; // curl would take the length 0 for "up to the NUL"
  }
  const CurlText encoded(curl_easy_escape(nullptr, text.data(), static_cast<int>(text.size())),
                         &curl_free);
  return encoded.get();
}

std::string percent_decode(std::string_view text)
{
  if (text.empty()) {
    return {};
  }
  int length = 0;
  const CurlText decoded(
      curl_easy_unescape(nullptr, text.data(), static_cast<int>(text.size()), &length), &curl_free);
  return {decoded.get(), static_cast<std::size_t>(length)};
}

} // namespace lpaz::util
