#pragma once

#include "lpaz/util/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace lpaz::util {

// An absolute http or https URL, split. Host in lower case, port always set.
struct Url {
  std::string scheme;
  std::string host; // an IPv6 address without its brackets
  std::uint16_t port = 0;
  std::string path;  // with its leading '/', as given; empty if there is none
  std::string query; // without '?'
};

// Refuses user information, white space, control characters and any scheme but http and https.
// `what` names the value in the error.
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
