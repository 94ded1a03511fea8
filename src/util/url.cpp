#include "lpaz/util/url.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace lpaz::util {
namespace {

bool is_unreserved(char c)
{
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.' || c == '_' ||
         c == '~';
}

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

Result<std::uint16_t> parse_port(std::string_view text, std::string_view scheme)
{
  if (text.empty()) {
    return static_cast<std::uint16_t>(scheme == "https" ? 443 : 80);
  }
  const auto port = text.starts_with('+') ? std::nullopt : parse_integer(text);
  if (!port || *port < 1 || *port > 65535) {
    return fail(ErrorKind::usage, "port");
  }
  return static_cast<std::uint16_t>(*port);
}

int hex_digit(char c)
{
  if (std::isxdigit(static_cast<unsigned char>(c)) == 0) {
    return -1;
  }
  return std::isdigit(static_cast<unsigned char>(c)) != 0 ? c - '0' : (c | 0x20) - 'a' + 10;
}

// Splits "host:port" or "[v6]:port".
Status split_authority(std::string_view authority, std::string_view what, Url& url)
{
  std::string_view port;
  if (authority.starts_with('[')) {
    const auto close = authority.find(']');
    if (close == std::string_view::npos) {
      return fail(bad_url(what, "a bracket is not closed"));
    }
    url.host = to_lower(authority.substr(1, close - 1));
    const auto rest = authority.substr(close + 1);
    if (!rest.empty() && !rest.starts_with(':')) {
      return fail(bad_url(what, "the host is broken"));
    }
    port = rest.empty() ? rest : rest.substr(1);
  } else {
    const auto colon = authority.find(':');
    url.host = to_lower(authority.substr(0, colon));
    port = colon == std::string_view::npos ? std::string_view{} : authority.substr(colon + 1);
  }
  if (url.host.empty()) {
    return fail(bad_url(what, "it has no host"));
  }
  const auto number = parse_port(port, url.scheme);
  if (!number) {
    return fail(bad_url(what, "the port is not a number from 1 to 65535"));
  }
  url.port = *number;
  return {};
}

} // namespace

Result<Url> parse_url(std::string_view text, std::string_view what)
{
  if (has_forbidden(text)) {
    return fail(bad_url(what, "it holds white space or a character that no URL has"));
  }
  Url url;
  const auto colon = text.find("://");
  url.scheme = to_lower(text.substr(0, colon == std::string_view::npos ? 0 : colon));
  if (url.scheme != "https" && url.scheme != "http") {
    return fail(bad_url(what, "it must begin with https://"));
  }
  std::string_view rest = text.substr(colon + 3);
  rest = rest.substr(0, rest.find('#'));
  const auto end = rest.find_first_of("/?");
  const std::string_view authority = rest.substr(0, end);
  if (authority.find('@') != std::string_view::npos) {
    return fail(bad_url(what, "it must not hold a user name or password"));
  }
  LPAZ_CHECK(split_authority(authority, what, url));
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end);
  const auto question = rest.find('?');
  url.path = rest.substr(0, question);
  url.query = question == std::string_view::npos ? "" : rest.substr(question + 1);
  return url;
}

std::string origin(const Url& url)
{
  const bool v6 = url.host.find(':') != std::string::npos;
  return fmt::format(
      "{}://{}{}{}:{}", url.scheme, v6 ? "[" : "", url.host, v6 ? "]" : "", url.port);
}

bool is_loopback(const Url& url)
{
  if (url.host == "localhost" || url.host == "::1") {
    return true;
  }
  const auto parts = split(url.host, '.');
  return parts.size() == 4 && parts[0] == "127" &&
         std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
           const auto number = parse_integer(part);
           return number && !part.starts_with('+') && *number >= 0 && *number <= 255;
         });
}

bool is_confidential(const Url& url)
{
  return url.scheme == "https" || is_loopback(url);
}

std::string percent_encode(std::string_view text)
{
  std::string encoded;
  encoded.reserve(text.size());
  for (const char c : text) {
    if (is_unreserved(c)) {
      encoded += c;
    } else {
      fmt::format_to(std::back_inserter(encoded), "%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

std::string percent_decode(std::string_view text)
{
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
        hex_digit(text[i + 2]) >= 0) {
      decoded += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      decoded += text[i];
    }
  }
  return decoded;
}

} // namespace lpaz::util
