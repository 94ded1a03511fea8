#pragma once

#include "lpaz/util/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace lpaz::util {

// An absolute http or https URL as libcurl understands it, which also connects to it: whoever
// checks where a URL leads and whoever sends there cannot disagree. parse_url() makes them.
class Url {
public:
  Url() = default; // leads nowhere

  // The whole in normal form: scheme and host in lower case, IP addresses in their usual notation,
  // without the scheme's own port, dot segments and fragment. Parsing it again changes nothing.
  const std::string& text() const { return m_text; }
  const std::string& scheme() const { return m_scheme; }
  const std::string& host() const { return m_host; } // an IPv6 address without its brackets
  std::uint16_t port() const { return m_port; }
  const std::string& path() const { return m_path; }   // "/" if there is none
  const std::string& query() const { return m_query; } // without '?'

private:
  friend Result<Url> parse_url(std::string_view text, std::string_view what);

  std::string m_text;
  std::string m_scheme;
  std::string m_host;
  std::uint16_t m_port = 0;
  std::string m_path;
  std::string m_query;
};

// Refuses user information, white space, control characters, host names that are not ASCII and any
// scheme but http and https. `what` names the value in the error.
Result<Url> parse_url(std::string_view text, std::string_view what);

// scheme://host:port, for comparing where two URLs lead.
std::string origin(const Url& url);
// "localhost", 127.0.0.0/8 or ::1.
bool is_loopback(const Url& url);
// https, or http to this machine: where a token may travel.
bool is_confidential(const Url& url);

// Percent-encodes everything but RFC 3986's unreserved characters.
std::string percent_encode(std::string_view text);
std::string percent_decode(std::string_view text); // a broken escape stays as it is

} // namespace lpaz::util
